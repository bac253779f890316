import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure } from '../contract.ts';
import { counted } from '../counted.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { seriesOf } from '../series.ts';
import { definition } from './definition.ts';

export const visits: Measure = {
  definition,
  figures: (reader, question) => ({
    ...seriesOf(reader, question, counted(reader, question, 'visit'), 1),
    leftOut: leftOut({ undated: countUndated(reader, 'visit') }),
  }),
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('visit');
    const place = placeOf(definition, question, cell);
    return place && cell.column === 'visits' ? factsBehind(reader, 'visit', place) : undefined;
  },
};

/** The last day up to `today` on which somebody came; a slip of the pen in the next century does not count. */
export function lastVisitDay(reader: Reader, today: string): string | undefined {
  const last = reader.get<{ day: string }>(
    `SELECT day FROM fact_count WHERE kind = ${FACT.visit} AND day <= ? ORDER BY day DESC LIMIT 1`,
    today,
  );
  return last?.day || undefined;
}
