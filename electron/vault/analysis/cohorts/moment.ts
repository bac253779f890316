/** Times of FHIR as they stand in records, dates and instants of whatever zone, held against a day of the clinic. */
import { dayStart } from '../../records/dates.ts';
import type { SqlValue } from '../../storage/database.ts';
import type { Setting } from './setting.ts';

interface Part {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Whether a time (SQL of our own) lies behind a day, or on the day at the earliest; NULL where there is none. A part of a date is compared as text. */
export function timeIs(
  expression: string,
  how: 'after' | 'from',
  { today, timeZone }: Pick<Setting, 'today' | 'timeZone'>,
): Part {
  const begins = dayStart(timeZone, today, how === 'after' ? 1 : 0) / 1000;
  return {
    sql: `(SELECT coalesce(
        CASE WHEN w.t GLOB '*T*Z' OR w.t GLOB '*T*[-+][0-9][0-9]:[0-9][0-9]' THEN unixepoch(w.t) >= ? END,
        substr(w.t, 1, 10) ${how === 'after' ? '>' : '>='} ?)
      FROM (SELECT ${expression} AS t) w)`,
    params: [begins, today],
  };
}
