import { useTranslation } from 'react-i18next';
import type { DeviceStatus } from '../../../shared/bridge/sync.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import classes from './Sync.module.css';

/** The clinic's workstations and when each was last heard here. */
export function Devices({ devices }: { devices: readonly DeviceStatus[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const { time, ago } = useFormat();
  return (
    <Section title={t('sync.devices')}>
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
                  <span title={time(device.lastSeen)}>{ago(device.lastSeen, now)}</span>
                ) : (
                  t('sync.neverHeard')
                ),
            },
          ]}
        />
      </div>
    </Section>
  );
}
