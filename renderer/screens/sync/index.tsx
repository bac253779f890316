import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { Alarms } from './Alarms.tsx';
import { Approve } from './Approve.tsx';
import { Authority } from './Authority.tsx';
import { Devices } from './Devices.tsx';
import { Quarantine } from './Quarantine.tsx';
import { Remotes } from './Remotes.tsx';
import { Renew } from './Renew.tsx';
import { RENEWED_FOR } from './renewed-for.ts';
import classes from './Sync.module.css';

/** Clouds, workstations, alarms: the truth about where the data is. */
function SyncScreen() {
  const { t } = useTranslation();
  const status = useAsk('sync.status', {});
  const may = useMay();
  return (
    <Page title={t('sync.title')}>
      <FailureNotice failure={status.error?.failure} />
      {!status.data && !status.error ? <Loading /> : null}
      {status.data ? (
        <div className={classes.page}>
          <Alarms alarms={status.data.alarms} remotes={status.data.remotes} />
          <Quarantine count={status.data.quarantined} />
          <div className={classes.pair}>
            <Remotes remotes={status.data.remotes} />
            <div className={classes.column}>
              <Devices devices={status.data.devices} patience={status.data.patience} />
              {may.do('devices') && status.data.alarms.some(({ code }) => RENEWED_FOR.includes(code)) ? (
                <Renew />
              ) : null}
              {may.do('devices') ? <Approve ready={status.data.remotes.length > 0} /> : null}
              {status.data.authority ? (
                <Authority authority={status.data.authority} remotes={status.data.remotes} />
              ) : null}
            </div>
          </div>
        </div>
      ) : null}
    </Page>
  );
}

export const sync: Screen<'sync'> = { rail: 'sync', view: SyncScreen };
