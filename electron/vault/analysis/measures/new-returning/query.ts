import { stillWanted } from '../../../storage/bounds.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure } from '../contract.ts';
import { counted, sumOf } from '../counted.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import type { Counted } from '../series.ts';
import { seriesOf, share } from '../series.ts';
import { ofWhom, splitColumn } from '../splits.ts';
import { definition } from './definition.ts';

export const newReturning: Measure = {
  definition,
  sums: { inRows: [{ whole: 'visits', parts: ['new', 'returning'] }] },
  figures: (reader, question) => {
    const whom = ofWhom(reader, question);
    const nobody = reader
      .all<{ day: string; split: number | null; n: number }>(
        `SELECT day, ${splitColumn(question)} AS split, count(*) AS n FROM fact
         WHERE kind = ${FACT.visit} AND pid = 0 AND day BETWEEN ? AND ?${whom.sql} AND ${stillWanted('rid')}
         GROUP BY day, split`,
        question.from,
        question.to,
        ...whom.params,
      )
      .map(({ day, split, n }): Counted => ({ day, split, counts: [n] }));
    const all: Counted[] = [
      ...counted(reader, question, 'visit').map((one) => ({ ...one, counts: [...one.counts, 0] })),
      ...nobody.map(({ day, split, counts: [n = 0] }) => ({ day, split, counts: [-n, 0] })),
      ...counted(reader, question, 'first').map((one) => ({ ...one, counts: [0, ...one.counts] })),
    ];
    const series = seriesOf(reader, question, all, 2, ([visits = 0, fresh = 0]) => [
      visits,
      fresh,
      visits - fresh,
      share(fresh, visits),
    ]);
    return { ...series, leftOut: leftOut({ nobody: sumOf(nobody), undated: countUndated(reader, 'visit') }) };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('visit');
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    if (cell.column === 'nobody') return factsBehind(reader, 'visit', place, 'f.pid = 0');
    if (cell.column === 'visits') return factsBehind(reader, 'visit', place, 'f.pid <> 0');
    if (cell.column !== 'returning') return factsBehind(reader, 'first', place);
    const first = `SELECT 1 FROM fact one WHERE one.kind = ${FACT.first} AND one.pid = f.pid AND one.rid = f.rid`;
    return factsBehind(reader, 'visit', place, `f.pid <> 0 AND NOT EXISTS (${first})`);
  },
};
