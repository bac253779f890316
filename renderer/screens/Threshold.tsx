/** The calm page before the clinic is open: its sign, one thing to do, the language in the corner. */
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/Mark.tsx';
import classes from './Threshold.module.css';
import { useLanguage } from './useLanguage.ts';

interface ThresholdProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly wide?: boolean;
  readonly hideLanguage?: boolean;
}

export function Threshold({ title, lead, children, onBack, wide, hideLanguage }: ThresholdProps) {
  const { t } = useTranslation();
  const [locale, setLocale] = useLanguage();
  return (
    <div className={classes.threshold}>
      <header className={`${classes.top} no-print`}>
        <span className={classes.brand}>
          <Mark />
          {t('app.name')}
        </span>
        {hideLanguage ? null : (
          <SegmentedControl
            size="xs"
            aria-label={t('language.label')}
            value={locale}
            onChange={(value) => setLocale(value === 'en' ? 'en' : 'zh-CN')}
            data={[
              { value: 'zh-CN', label: t('language.zh-CN') },
              { value: 'en', label: t('language.en') },
            ]}
          />
        )}
      </header>
      <main className={classes.main} data-wide={wide || undefined}>
        <div className={classes.titleLine}>
          {onBack ? (
            <ActionIcon
              className="no-print"
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('common.back')}
              onClick={onBack}
            >
              <IconArrowLeft size="1.25rem" stroke={1.8} />
            </ActionIcon>
          ) : null}
          <h1 className={classes.title}>{title}</h1>
        </div>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {children}
      </main>
    </div>
  );
}
