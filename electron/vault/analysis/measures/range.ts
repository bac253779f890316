/** Which days a question is about, and which it is compared with. */
import { raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import { addDays, addMonths, daysBetween, isDay, mondayOf, weekEnd } from '../calendar.ts';
import type { DayRange } from './steps.ts';
import { lastVisitDay } from './visits/query.ts';

/** A year that begins on the same day of the week. */
const WEEKS = 52;
const DAYS = 7;
const LONGEST = 100 * 366;

/**
 * What was asked for; by default the 52 weeks that end with the last week in which somebody came. Raises invalid-input for a day that
 * does not exist, a range that ends before it begins, or one of over a century.
 */
export function rangeOf(
  reader: Reader,
  { from, to, today }: { from?: string | undefined; to?: string | undefined; today: string },
): DayRange {
  for (const day of [from, to]) {
    if (day !== undefined && !isDay(day)) raise('invalid-input', 'There is no such day. Give days as YYYY-MM-DD.');
  }
  const lastWeek = weekEnd(lastVisitDay(reader, today) ?? today);
  const end = to ?? (from !== undefined && from > lastWeek ? from : lastWeek);
  const begin = from ?? addDays(mondayOf(end), -7 * (WEEKS - 1));
  if (begin > end) raise('invalid-input', 'The range ends before it begins. Choose a later last day.');
  if (daysBetween(begin, end) > LONGEST)
    raise('invalid-input', 'The range is longer than a century. Choose a shorter one.');
  return { from: begin, to: end };
}

/** How far before it lies what a range is compared with. */
export interface Shift {
  readonly unit: 'week' | 'month';
  readonly n: number;
}

/**
 * The time before, like days with like: whole months by as many months, a week or less by a week, whole weeks by as many; what begins with a
 * month by the months that it touches, the same days of them; anything else by as many weeks as are needed, the same days of the week.
 */
export function shiftBefore(range: DayRange): Shift {
  const { from, to } = range;
  const months = monthOf(to) - monthOf(from) + 1;
  if (isMonths(range)) return { unit: 'month', n: months };
  const weeks = Math.ceil((daysBetween(from, to) + 1) / DAYS);
  const byWeek = weeks === 1 || isWeeks(range) || !isFirst(from);
  return byWeek ? { unit: 'week', n: weeks } : { unit: 'month', n: months };
}

/** The same a year before: 52 weeks for a week or less and for whole weeks, so that Mondays meet Mondays; otherwise the same dates. */
export function shiftYear(range: DayRange): Shift {
  const isWeek = daysBetween(range.from, range.to) < DAYS;
  return !isMonths(range) && (isWeek || isWeeks(range)) ? { unit: 'week', n: WEEKS } : { unit: 'month', n: 12 };
}

/** The days so much before. Of days after `until`, which have not come yet, none: those before them are whole. */
export function shifted(range: DayRange, { unit, n }: Shift, until = range.to): DayRange {
  const { from } = range;
  const to = until < range.to && until >= from ? until : range.to;
  if (unit === 'week') return { from: addDays(from, -DAYS * n), to: addDays(to, -DAYS * n) };
  // from the first of a month to the end of one: to its end, however long it is
  const next = addDays(to, 1);
  const end = isFirst(from) && isFirst(next) ? addDays(addMonths(next, -n), -1) : addMonths(to, -n);
  return { from: addMonths(from, -n), to: end };
}

function isFirst(day: string): boolean {
  return day.endsWith('-01');
}

function isMonths({ from, to }: DayRange): boolean {
  return isFirst(from) && isFirst(addDays(to, 1));
}

function isWeeks({ from, to }: DayRange): boolean {
  return mondayOf(from) === from && weekEnd(to) === to;
}

function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
