import type { Reader } from '../../../storage/database.ts';
import type { Measure } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { daysOf, stepOf, stepsOf } from '../steps.ts';
import { definition } from './definition.ts';

/** Encounters that took place. The words are those of the index `record_visit`, which SQLite demands. */
const VISITS = `record INDEXED BY record_visit
  WHERE type = 'Encounter' AND deleted = 0 AND (status IS NULL OR status NOT IN ('planned', 'cancelled', 'entered-in-error'))`;

export const visits: Measure = {
  definition,
  figures: (reader, question) => {
    const { from, to, grain } = question;
    const steps = new Map(stepsOf(grain, question).map((step) => [step, 0]));
    const days = reader.all<{ day: string; visits: number }>(
      `SELECT day, count(*) AS visits FROM ${VISITS} AND day BETWEEN ? AND ? GROUP BY day`,
      from,
      to,
    );
    for (const { day, visits } of days) {
      const step = stepOf(grain, day);
      steps.set(step, (steps.get(step) ?? 0) + visits);
    }
    const undated = reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${VISITS} AND day IS NULL`)?.n ?? 0;
    return {
      rows: [...steps].map(([step, n]) => ({ keys: [step], values: [n] })),
      total: [days.reduce((sum, day) => sum + day.visits, 0)],
      leftOut: leftOut({ undated }),
    };
  },
  behind: (_reader, question, { keys, column }) => {
    const select = `SELECT rid, patient, day, NULL AS value, NULL AS unit FROM ${VISITS}`;
    if (column === 'undated') return { sql: `${select} AND day IS NULL`, params: [] };
    const days = keys === null ? question : daysOf(question.grain, keys[0] ?? '', question);
    if (column !== 'visits' || !days) return undefined;
    return { sql: `${select} AND day BETWEEN ? AND ?`, params: [days.from, days.to] };
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
