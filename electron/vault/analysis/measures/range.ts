/** Which days a question is about, and which it is compared with. */
import { raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import { addDays, addMonths, daysBetween, isDay, mondayOf, weekEnd } from '../calendar.ts';
import type { DayRange } from './steps.ts';
import { lastVisitDay } from './visits/query.ts';

const WEEKS = 52;
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

/** As long, just before: as many months where the range is whole months, otherwise as many days. */
export function rangeBefore({ from, to }: DayRange): DayRange {
  const end = addDays(from, -1);
  if (from.endsWith('-01') && addDays(to, 1).endsWith('-01')) {
    const months =
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
    return { from: addMonths(from, -months), to: end };
  }
  return { from: addDays(end, -daysBetween(from, to)), to: end };
}

/** The same a year before: 52 weeks where the range is whole weeks, so that Mondays meet Mondays. */
export function rangeYearBefore({ from, to }: DayRange): DayRange {
  const weeks = mondayOf(from) === from && mondayOf(addDays(to, 1)) === addDays(to, 1);
  if (weeks) return { from: addDays(from, -7 * WEEKS), to: addDays(to, -7 * WEEKS) };
  const end = addDays(to, 1).endsWith('-01') ? addDays(addMonths(addDays(to, 1), -12), -1) : addMonths(to, -12);
  return { from: addMonths(from, -12), to: end };
}
