import { useTranslation } from 'react-i18next';
import type { DeviceStatus } from '../../../shared/bridge/sync.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { RemoveDevice } from './RemoveDevice.tsx';
import classes from './Sync.module.css';

/** The clinic's workstations and when each was last heard here. */
export function Devices({ devices }: { devices: readonly DeviceStatus[] }) {
  const { t } = useTranslation();
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
              cell: (device) => (device.self || device.status === 'revoked' ? '' : <RemoveDevice device={device} />),
            },
          ]}
        />
      </div>
    </Section>
  );
}
