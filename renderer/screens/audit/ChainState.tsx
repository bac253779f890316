import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import classes from './Audit.module.css';

/** Whether the trails of all workstations are as they were signed, when that was checked, and the button to check now. */
export function ChainState() {
  const { t } = useTranslation();
  const { ago, number } = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const state = useAsk('audit.state', {}, { staleTime: 0 });
  const check = useDo('audit.check');
  const run = () => check.mutate({}, { onSuccess: (found) => client.setQueryData(['audit.state', {}], found) });
  const button = (
    <Button variant="default" size="compact-sm" loading={check.isPending} onClick={run}>
      {t('audit.check')}
    </Button>
  );
  const failure = check.error ?? state.error;
  if (failure) return <FailureNotice failure={failure.failure} onRetry={button} />;
  if (!state.data) return null;
  const { checked } = state.data;
  if (!checked)
    return (
      <Notice tone="info" actions={button}>
        {t('audit.unchecked', { count: state.data.entries, entries: number(state.data.entries) })}
      </Notice>
    );
  const time = ago(checked.at, now);
  if (checked.problems.length === 0)
    return (
      <Notice tone="good" actions={button}>
        {t('audit.unaltered', {
          entries: t('audit.entries', { count: checked.entries, shown: number(checked.entries) }),
          workstations: t('audit.workstations', { count: checked.workstations }),
          time,
        })}
      </Notice>
    );
  return (
    <Notice tone="danger" alert title={t('audit.broken', { count: checked.problems.length, time })} actions={button}>
      <p className={classes.line}>{t('audit.brokenBody')}</p>
      <ul className={classes.problems}>
        {checked.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}
