/** Puts an appointment down at another place of the calendar, with a way back. */
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { planOf } from '../../records/appointment/plan.ts';
import { useTell } from '../../ui/Told.tsx';
import type { Column } from './columns.ts';

/** `shownAgain` asks for what is on the calendar; `failure` of the last time. */
export function useDrop(shownAgain: () => Promise<unknown>) {
  const { t } = useTranslation();
  const { day: dayOf } = useFormat();
  const tell = useTell();
  const shift = useDo('appointment.shift');
  const undo = useDo('record.undo');
  const drop = (item: DayItem, { day, user, name }: Column, time: string, done: () => void) => {
    const before = planOf(item);
    const other = user !== undefined && user !== (item.user ?? null);
    if (day === before.day && time === before.time && !other) return done();
    undo.reset();
    shift.mutate(
      { id: item.id, day, time, minutes: before.minutes, ...(other ? { user } : {}) },
      {
        onSuccess: ({ changes }) => {
          const who = other ? `${t('common.dot')}${name ?? t('appointments.nobody')}` : '';
          const text = t('appointments.booked', { name: item.patient.name, when: `${dayOf(day)} ${time}${who}` });
          tell(text, changes.length > 0 ? () => undo.mutate({ changes }) : undefined);
        },
        // what is held is let go where it stands then, and does not jump back and forth
        onSettled: () => void shownAgain().finally(done),
      },
    );
  };
  return { drop, failure: (shift.error ?? undo.error)?.failure };
}
