/** The page of analysis: totals and three measures over one range of days. */

import { raise } from '../../../shared/base/result.ts';
import type { Clock } from '../../../shared/base/world.ts';
import type { Overview } from '../../../shared/bridge/analysis.ts';
import type { Reader } from '../storage/database.ts';
import { countPatients } from './age-sex-pyramid/query.ts';
import { addDays, daysBetween, isDay, mondayOf } from './calendar.ts';
import { measures } from './registry.ts';
import { countVisits, lastVisitDay } from './visits-per-week/query.ts';

const WEEKS = 52;
const LONGEST = 100 * 366;

export interface OverviewInput {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The clinic's present day, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Answers `analysis.overview`. `clock` only measures how long it took. Raises invalid-input for a day that does not exist,
 * a range that ends before it begins, or one of over a century.
 */
export function overview(reader: Reader, input: OverviewInput, clock: Clock = performance): Overview {
  const start = clock.now();
  const range = rangeOf(reader, input);
  const question = { ...range, today: input.today };
  const visitsPerWeek = measures['visits-per-week'].ask(reader, question);
  const { bands, withoutBirthDate } = measures['age-sex-pyramid'].ask(reader, question);
  const diagnoses = measures['top-diagnoses'].ask(reader, question);
  const visitsInRange = visitsPerWeek.reduce((sum, week) => sum + week.visits, 0);
  return {
    range,
    totals: { patients: countPatients(reader), visits: countVisits(reader), visitsInRange },
    visitsPerWeek,
    pyramid: bands,
    withoutBirthDate,
    diagnoses,
    computedInMs: clock.now() - start,
  };
}

/** What was asked for; by default the 52 weeks that end with the last week in which somebody came. */
function rangeOf(reader: Reader, { from, to, today }: OverviewInput): { from: string; to: string } {
  for (const day of [from, to]) {
    if (day !== undefined && !isDay(day)) raise('invalid-input', 'There is no such day. Give days as YYYY-MM-DD.');
  }
  const lastWeek = addDays(mondayOf(lastVisitDay(reader, today) ?? today), 6);
  const end = to ?? (from !== undefined && from > lastWeek ? from : lastWeek);
  const begin = from ?? addDays(mondayOf(end), -7 * (WEEKS - 1));
  if (begin > end) raise('invalid-input', 'The range ends before it begins. Choose a later last day.');
  if (daysBetween(begin, end) > LONGEST)
    raise('invalid-input', 'The range is longer than a century. Choose a shorter one.');
  return { from: begin, to: end };
}
