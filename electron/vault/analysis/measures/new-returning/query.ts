import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure } from '../contract.ts';
import { factsBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { type Counted, seriesOf, share } from '../series.ts';
import { ofWhom, splitColumn } from '../splits.ts';
import { visitsByDay } from '../visits/query.ts';
import { definition } from './definition.ts';

/** The first visit of everybody: the facts of a person stand in the order of time. */
const FIRST = `SELECT pid, min(day) AS day, rid, who, place FROM fact
  WHERE kind = ${FACT.visit} AND day > '' AND pid <> 0 GROUP BY pid`;

export const newReturning: Measure = {
  definition,
  figures: (reader, question) => {
    const whom = ofWhom(reader, question);
    const first = reader.all<{ day: string; split: number | null; n: number }>(
      `SELECT day, ${splitColumn(question)} AS split, count(*) AS n FROM (${FIRST})
       WHERE day BETWEEN ? AND ?${whom.sql} GROUP BY day, split`,
      question.from,
      question.to,
      ...whom.params,
    );
    const counted: Counted[] = [
      ...visitsByDay(reader, question, ' AND pid <> 0').map((one) => ({ ...one, counts: [...one.counts, 0] })),
      ...first.map(({ day, split, n }) => ({ day, split, counts: [0, n] })),
    ];
    const series = seriesOf(reader, question, counted, 2, ([all = 0, fresh = 0]) => [
      all,
      fresh,
      all - fresh,
      share(fresh, all),
    ]);
    const nobody = visitsByDay(reader, { ...question, by: undefined }, ' AND pid = 0');
    return { ...series, leftOut: leftOut({ nobody: nobody.reduce((sum, { counts: [n = 0] }) => sum + n, 0) }) };
  },
  behind: (reader, question, cell) => {
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    if (cell.column === 'nobody') return factsBehind(reader, 'visit', place, 'f.pid = 0');
    const all = factsBehind(reader, 'visit', place, 'f.pid <> 0');
    if (cell.column === 'visits') return all;
    const first = `f.rid IN (SELECT rid FROM (${FIRST}))`;
    if (cell.column === 'new' || cell.column === 'newShare')
      return factsBehind(reader, 'visit', place, `f.pid <> 0 AND ${first}`);
    if (cell.column === 'returning') return factsBehind(reader, 'visit', place, `f.pid <> 0 AND NOT ${first}`);
    return undefined;
  },
};
