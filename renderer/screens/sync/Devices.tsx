import { useTranslation } from 'react-i18next';
import type { DeviceStatus } from '../../../shared/bridge/sync.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { NumberSetting } from '../../ui/NumberSetting.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { RemoveDevice } from './RemoveDevice.tsx';
import classes from './Sync.module.css';

/** The clinic's workstations and when each was last heard here. */
export function Devices({ devices, patience }: { devices: readonly DeviceStatus[]; patience: number }) {
  const { t } = useTranslation();
  const may = useMay();
  const now = useNow();
  const { time, ago } = useFormat();
  return (
    <Section title={t('sync.devices')}>
      {devices
        .filter(({ silent }) => silent)
        .map((device) => (
          <Notice key={device.deviceId} tone="look">
            {t('sync.silent', {
              name: device.name,
              count: device.silentDays,
              time: device.lastSigned ? time(device.lastSigned) : t('sync.neverHeard'),
            })}
          </Notice>
        ))}
      <div className={classes.table}>
        <Table
          label={t('sync.devices')}
          rows={devices}
          rowKey={(device) => device.deviceId}
          columns={[
            {
              key: 'name',
              head: t('sync.deviceName'),
              cell: (device) => (
                <>
                  {device.name} {device.self ? <span className={classes.quiet}>({t('sync.self')})</span> : null}
                </>
              ),
            },
            { key: 'user', head: t('sync.deviceUser'), cell: (device) => device.user },
            { key: 'state', head: t('sync.deviceState'), cell: (device) => t(`sync.deviceStatus.${device.status}`) },
            {
              key: 'heard',
              head: t('sync.deviceHeard'),
              cell: (device) =>
                device.self ? (
                  ''
                ) : device.lastSeen ? (
                  <span
                    title={
                      device.lastSigned ? t('sync.signedAt', { time: time(device.lastSigned) }) : time(device.lastSeen)
                    }
                  >
                    {ago(device.lastSeen, now)}
                  </span>
                ) : (
                  t('sync.neverHeard')
                ),
            },
            {
              key: 'remove',
              head: '',
              cell: (device) =>
                device.self || device.status === 'revoked' || !may.do('devices') ? (
                  ''
                ) : (
                  <RemoveDevice device={device} />
                ),
            },
          ]}
        />
      </div>
      {devices.length > 1 ? <Patience days={patience} /> : null}
    </Section>
  );
}

/** After how long a silence is told. */
function Patience({ days }: { days: number }) {
  const { t } = useTranslation();
  const may = useMay();
  const set = useDo('sync.patience');
  return (
    <div className={classes.patience}>
      {may.do('settings') ? (
        <NumberSetting
          label={t('sync.patience')}
          hint={t('sync.patienceHint')}
          min={1}
          max={365}
          value={days}
          onChange={(typed) => set.mutate({ days: typed })}
        />
      ) : (
        <p className={classes.body}>{t('sync.patienceIs', { count: days })}</p>
      )}
      <FailureNotice failure={set.error?.failure} />
    </div>
  );
}
