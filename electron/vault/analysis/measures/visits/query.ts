import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Question } from '../contract.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { type Counted, seriesOf } from '../series.ts';
import { ofWhom, splitColumn } from '../splits.ts';
import { definition } from './definition.ts';

export const visits: Measure = {
  definition,
  figures: (reader, question) => ({
    ...seriesOf(reader, question, visitsByDay(reader, question), 1),
    leftOut: leftOut({ undated: countUndated(reader, 'visit') }),
  }),
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('visit');
    const place = placeOf(definition, question, cell);
    return place && cell.column === 'visits' ? factsBehind(reader, 'visit', place) : undefined;
  },
};

/** Encounters that took place, by day. `where`: what else must hold. */
export function visitsByDay(reader: Reader, question: Question, where = ''): Counted[] {
  const whom = ofWhom(reader, question);
  const rows = reader.all<{ day: string; split: number | null; n: number }>(
    `SELECT day, ${splitColumn(question)} AS split, count(*) AS n FROM fact INDEXED BY fact_day
     WHERE kind = ${FACT.visit} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql}${where} GROUP BY day, split`,
    question.from,
    question.to,
    ...whom.params,
  );
  return rows.map(({ day, split, n }) => ({ day, split, counts: [n] }));
}

/** The last day up to `today` on which somebody came; a slip of the pen in the next century does not count. */
export function lastVisitDay(reader: Reader, today: string): string | undefined {
  const last = reader.get<{ day: string }>(
    `SELECT day FROM fact INDEXED BY fact_day WHERE kind = ${FACT.visit} AND kind < 20 AND day <= ? ORDER BY day DESC LIMIT 1`,
    today,
  );
  return last?.day || undefined;
}
