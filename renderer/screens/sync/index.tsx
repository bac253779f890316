import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/bridge/sync.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { useAlarmWords } from '../../records/values/alarms.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { Approve } from './Approve.tsx';
import { Devices } from './Devices.tsx';
import { Quarantine } from './Quarantine.tsx';
import { Remotes } from './Remotes.tsx';
import classes from './Sync.module.css';

/** Clouds, workstations, alarms: the truth about where the data is. */
function SyncScreen() {
  const { t } = useTranslation();
  const status = useAsk('sync.status', {});
  const may = useMay();
  return (
    <Page title={t('sync.title')}>
      {status.error ? <FailureNotice failure={status.error.failure} /> : null}
      {!status.data && !status.error ? <Loading /> : null}
      {status.data ? (
        <div className={classes.page}>
          <Alarms status={status.data} />
          <Quarantine count={status.data.quarantined} />
          <div className={classes.pair}>
            <Remotes remotes={status.data.remotes} />
            <div className={classes.column}>
              <Devices devices={status.data.devices} />
              {may.do('devices') ? <Approve ready={status.data.remotes.length > 0} /> : null}
            </div>
          </div>
        </div>
      ) : null}
    </Page>
  );
}

/** What may endanger data, in words, until somebody has read it. */
function Alarms({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const words = useAlarmWords();
  const dismiss = useDo('sync.dismiss');
  if (status.alarms.length === 0) return null;
  return (
    <section className={classes.alarms} aria-label={t('sync.alarms')}>
      {status.alarms.map((alarm) => (
        <Notice
          key={`${alarm.code} ${alarm.remote ?? ''}`}
          tone="danger"
          alert
          actions={
            <Button
              variant="default"
              size="compact-sm"
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate({ code: alarm.code })}
            >
              {t('sync.dismiss')}
            </Button>
          }
        >
          {words(alarm)}{' '}
          <span className={classes.quiet}>
            {alarm.remote ? `${alarm.remote}${t('common.dot')}` : ''}
            {t('sync.since', { time: time(alarm.since) })}
          </span>
        </Notice>
      ))}
      {dismiss.error ? <FailureNotice failure={dismiss.error.failure} /> : null}
    </section>
  );
}

export const sync: Screen<'sync'> = { rail: 'sync', view: SyncScreen };
