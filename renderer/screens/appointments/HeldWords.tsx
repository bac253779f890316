import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { minuteOf, timeAt } from '../../records/appointment/grid.ts';
import { others, planOf } from '../../records/appointment/plan.ts';
import classes from './Calendar.module.css';
import type { Column } from './columns.ts';
import type { Held } from './useHold.ts';

interface HeldWordsProps {
  readonly held: Held | undefined;
  readonly columns: readonly Column[];
  readonly titleOf: (column: Column) => string;
}

/** What one can do on the calendar; while something is held, where it would stand and who is expected there already. */
export function HeldWords({ held, columns, titleOf }: HeldWordsProps) {
  const { t } = useTranslation();
  const { hours } = useFormat();
  const column = held && columns[held.column];
  if (!held || !column)
    return (
      <p className={classes.words} role="status">
        {t('appointments.hint')}
      </p>
    );
  const { item, minute } = held;
  const { minutes } = planOf(item);
  const user = column.user === undefined ? (item.user ?? '') : (column.user ?? '');
  const found = others(column.items, { day: column.day, time: timeAt(minute), minutes }, user, item.id);
  const still = columns.some(({ items }, index) => index === held.column && items.includes(item));
  const moved = !still || minute !== minuteOf(item.start.slice(11, 16));
  const when = `${titleOf(column)} ${timeAt(minute)}`;
  return (
    <p className={classes.words} role="status" data-look={found.length > 0 || undefined}>
      {t(moved ? 'appointments.heldTo' : 'appointments.held', { name: item.patient.name, when })}{' '}
      {found.length === 0
        ? null
        : t('appointments.taken', {
            who: found.map((one) => `${hours(one.start)} ${one.patient.name}`).join(t('common.dot')),
          })}
    </p>
  );
}
