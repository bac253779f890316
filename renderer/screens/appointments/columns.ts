/** The columns of the calendar: the days of a week, or whoever sees patients on one day. */
import type { DayItem } from '../../../shared/bridge/appointments.ts';

export interface Column {
  readonly key: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** With whom everybody in it is booked; null: with nobody in particular. Not there where all kinds stand in it. */
  readonly user?: string | null;
  /** Of whoever has a column to themselves. */
  readonly name?: string;
  /** Whether one can book here, and put down what was elsewhere. */
  readonly open: boolean;
  readonly items: readonly DayItem[];
}

/** A column for each day. */
export function dayColumns(days: readonly string[], items: readonly DayItem[]): Column[] {
  return days.map((day) => ({ key: day, day, open: true, items: items.filter(({ start }) => start.startsWith(day)) }));
}

/**
 * A column for each of the staff, one for nobody in particular, and one for each who has appointments on that day and does not see
 * patients any more.
 */
export function staffColumns(
  day: string,
  staff: readonly { readonly id: string; readonly name: string }[],
  items: readonly DayItem[],
): Column[] {
  const today = items.filter(({ start }) => start.startsWith(day));
  const of = (user: string | undefined) => today.filter((item) => item.user === user);
  const gone = new Map<string, string>();
  for (const { user, practitioner = '' } of today)
    if (user !== undefined && staff.every(({ id }) => id !== user)) gone.set(user, practitioner);
  return [
    ...staff.map(({ id, name }) => ({ key: id, day, user: id, name, open: true, items: of(id) })),
    { key: 'nobody', day, user: null, open: true, items: of(undefined) },
    ...[...gone].map(([id, name]) => ({ key: id, day, user: id, name, open: false, items: of(id) })),
  ];
}
