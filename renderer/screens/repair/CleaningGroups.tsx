import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CleaningPreview } from '../../../shared/bridge/cleaning.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import { CleaningReasons } from '../CleaningReasons.tsx';
import classes from './Repair.module.css';

/** What the rules would change, by reason, with the first of each; behind it what only a person can decide. */
export function CleaningGroups({ preview }: { preview: CleaningPreview }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { looked, records, groups, cancelled } = preview;
  if (groups.length === 0)
    return (
      <Empty title={t('cleaning.clean')} icon={<IconSparkles size="2rem" stroke={1.4} aria-hidden />}>
        {t('cleaning.looked', { count: looked, number: number(looked) })}
      </Empty>
    );
  return (
    <div className={classes.groups}>
      {cancelled ? <Notice tone="look">{t('cleaning.lookStopped')}</Notice> : null}
      <p className={classes.quiet} role="status">
        {t('cleaning.found', { records: number(records), looked: number(looked) })}
      </p>
      <CleaningReasons groups={groups} here />
    </div>
  );
}
