import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Route } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { useBackupAge } from '../useBackupAge.ts';
import classes from './Today.module.css';
import { UnseenAlert, useUnseen } from './UnseenAlert.tsx';

const HERE = ['booked', 'arrived', 'checked-in'];

/** What a careful colleague would say before the day goes on: each with what can be done about it. */
export function Alerts({ items }: { items: readonly DayItem[] }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { go } = useNavigation();
  const may = useMay();
  const state = useAsk('session.state', {});
  const real = state.data?.kind === 'open' && !state.data.clinic.sample;
  const backup = useBackupAge(real && may.do('backup'));
  const unseen = useUnseen();
  const disputed = may.write('Patient')
    ? items.filter(({ status, conflicts, patient }) => HERE.includes(status) && conflicts + patient.conflicts > 0)
    : [];
  if (disputed.length === 0 && !unseen && !backup?.stale) return null;
  const link = (words: string, route: Route) => (
    <Button variant="default" size="compact-sm" onClick={() => go(route)}>
      {words}
    </Button>
  );
  return (
    <section className={classes.alerts} aria-label={t('alerts.title')}>
      {unseen ? <UnseenAlert unseen={unseen} /> : null}
      {disputed.map(({ id, patient, conflicts }) => (
        <Notice key={id} tone="look" actions={link(t('alerts.review'), { name: 'inbox', patient: patient.id })}>
          {t('alerts.disputed', { name: patient.name, count: conflicts + patient.conflicts })}
        </Notice>
      ))}
      {backup?.stale ? (
        <Notice tone="look" actions={link(t('alerts.toBackup'), { name: 'settings' })}>
          {backup.last === undefined ? t('alerts.noBackup') : t('alerts.oldBackup', { ago: ago(backup.last) })}
        </Notice>
      ) : null}
    </section>
  );
}
