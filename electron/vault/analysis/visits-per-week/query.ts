import type { Reader } from '../../storage/database.ts';
import { addDays, mondayOf } from '../calendar.ts';
import type { Measure } from '../contract.ts';
import { definition } from './definition.ts';

/** Encounters that took place. The words are those of the index `record_visit`, which SQLite demands. */
const VISITS = `record INDEXED BY record_visit
  WHERE type = 'Encounter' AND deleted = 0 AND (status IS NULL OR status NOT IN ('planned', 'cancelled', 'entered-in-error'))`;

export interface Week {
  /** Its Monday. */
  readonly week: string;
  readonly visits: number;
}

export const visitsPerWeek: Measure<Week[]> = {
  definition,
  ask: (reader, { from, to }) => {
    const weeks = new Map<string, number>();
    for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) weeks.set(week, 0);
    const days = reader.all<{ day: string; visits: number }>(
      `SELECT day, count(*) AS visits FROM ${VISITS} AND day BETWEEN ? AND ? GROUP BY day`,
      from,
      to,
    );
    for (const { day, visits } of days) {
      const week = mondayOf(day);
      weeks.set(week, (weeks.get(week) ?? 0) + visits);
    }
    return [...weeks].map(([week, visits]) => ({ week, visits }));
  },
};

/** All visits that ever took place, those without a date too. */
export function countVisits(reader: Reader): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${VISITS}`)?.n ?? 0;
}

/** The last day up to `today` on which somebody came; a slip of the pen in the next century does not count. */
export function lastVisitDay(reader: Reader, today: string): string | undefined {
  return reader.get<{ day: string }>(`SELECT day FROM ${VISITS} AND day <= ? ORDER BY day DESC LIMIT 1`, today)?.day;
}
