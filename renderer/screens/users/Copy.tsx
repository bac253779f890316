import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Users.module.css';

/** The analysts' database on this workstation: when it was made, and making it anew. */
export function Copy() {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const may = useMay();
  const copy = useAsk('analysis.copy', {}, { enabled: may.do('analysis'), staleTime: 0 });
  const make = useDo('analysis.refresh');
  if (!may.do('analysis') || !copy.data) return null;
  const made = copy.data.copy;
  return (
    <Section title={t('copy.title')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('copy.body')}</p>
        <p className={classes.plain}>
          {made ? t('copy.made', { time: time(made.at), records: number(made.records) }) : t('copy.none')}
        </p>
        <FailureNotice failure={make.error?.failure} />
        {may.read('Condition') ? (
          <div>
            <Button
              variant="default"
              loading={make.isPending}
              onClick={() => make.mutate({}, { onSuccess: () => void copy.refetch() })}
            >
              {t('copy.make')}
            </Button>
          </div>
        ) : null}
      </Stack>
    </Section>
  );
}
