/** When, how long, with whom: what a form of an appointment holds, and what is wrong with it. */
import type { DayItem } from '../../../shared/bridge/appointments.ts';

export interface Plan {
  /** YYYY-MM-DD; '' while it is not chosen. */
  readonly day: string;
  /** HH:MM */
  readonly time: string;
  readonly minutes: number;
}

/** Lengths that are offered. */
export const LENGTHS = [5, 10, 15, 20, 30, 40, 60, 90, 120] as const;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** So many days after a day. */
export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a day and a time were both given whole. */
export function isWhole({ day, time }: Plan): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d$/.test(time);
}

/** As which somebody takes the time of whoever they come to, as the rule against double bookings has it. */
const TAKES: ReadonlySet<DayItem['status']> = new Set(['booked', 'arrived', 'checked-in']);

/** Who is expected by the same person at that time, besides the appointment itself. `items` are at least those of that day. */
export function others(items: readonly DayItem[], plan: Plan, user: string, itself?: string): DayItem[] {
  if (!isWhole(plan) || user === '') return [];
  const wall = (text: string): number => Date.parse(`${text.slice(0, 16)}Z`);
  const from = wall(`${plan.day}T${plan.time}`);
  const until = from + plan.minutes * MINUTE_MS;
  return items.filter(
    (item) =>
      item.id !== itself &&
      item.user === user &&
      TAKES.has(item.status) &&
      item.end !== undefined &&
      wall(item.start) < until &&
      from < wall(item.end),
  );
}

/** What an appointment is planned as. */
export function planOf({ start, end }: Pick<DayItem, 'start' | 'end'>): Plan {
  const minutes = end === undefined ? 0 : Math.round((Date.parse(end) - Date.parse(start)) / MINUTE_MS);
  return { day: start.slice(0, 10), time: start.slice(11, 16), minutes: Math.max(1, minutes) };
}
