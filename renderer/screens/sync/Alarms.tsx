import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alarm, RemoteStatus } from '../../../shared/bridge/sync.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { useAlarmRemedy, useAlarmWords } from '../../records/values/alarms.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import classes from './Sync.module.css';
import { WipeDecision } from './WipeDecision.tsx';

/** What may endanger data: what happened, what to do, and the button that does it, until somebody has read it. */
export function Alarms({ alarms, remotes }: { alarms: readonly Alarm[]; remotes: readonly RemoteStatus[] }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const words = useAlarmWords();
  const remedy = useAlarmRemedy();
  const may = useMay();
  const dismiss = useDo('sync.dismiss');
  if (alarms.length === 0) return null;
  return (
    <section className={classes.alarms} aria-label={t('sync.alarms')}>
      {alarms.map((alarm) => {
        const remote = remotes.find(({ url }) => url === alarm.remote);
        const todo = remedy(alarm);
        return (
          <Notice
            key={`${alarm.code} ${alarm.remote ?? ''}`}
            tone="danger"
            alert
            actions={
              alarm.code === 'wipe-guard' && remote?.wipe ? (
                may.do('sync') ? (
                  <WipeDecision url={remote.url} wipe={remote.wipe} />
                ) : null
              ) : (
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={dismiss.isPending}
                  onClick={() => dismiss.mutate({ code: alarm.code })}
                >
                  {t('sync.dismiss')}
                </Button>
              )
            }
          >
            <p className={classes.body}>
              {words(alarm)}{' '}
              <span className={classes.quiet}>
                {alarm.remote ? `${alarm.remote}${t('common.dot')}` : ''}
                {t('sync.since', { time: time(alarm.since) })}
              </span>
            </p>
            {todo ? (
              <p className={classes.body}>
                <strong>{t('sync.do')}</strong> {todo}
              </p>
            ) : null}
          </Notice>
        );
      })}
      <FailureNotice failure={dismiss.error?.failure} />
    </section>
  );
}
