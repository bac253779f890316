import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Question } from '../contract.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { type Counted, seriesOf, share } from '../series.ts';
import { ofWhom, splitColumn } from '../splits.ts';
import { visitsByDay } from '../visits/query.ts';
import { definition } from './definition.ts';

export const antibiotics: Measure = {
  definition,
  figures: (reader, question) => {
    const counted = [
      ...prescribed(reader, question, 'prescription').map((one) => spread(one, 0)),
      ...prescribed(reader, question, 'antibiotic').map((one) => spread(one, 1)),
      ...visitsByDay(reader, question).map((one) => spread(one, 2)),
      ...visitsWith(reader, question).map((one) => spread(one, 3)),
    ];
    const series = seriesOf(reader, question, counted, 4, ([all = 0, some = 0, visits = 0, visitsWith_ = 0]) => [
      all,
      some,
      share(some, all),
      visits,
      visitsWith_,
      share(visitsWith_, visits),
    ]);
    return { ...series, leftOut: leftOut({ undated: countUndated(reader, 'prescription') }) };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('prescription');
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    switch (cell.column) {
      case 'prescriptions':
        return factsBehind(reader, 'prescription', place);
      case 'visits':
        return factsBehind(reader, 'visit', place);
      case 'antibiotics':
      case 'share':
        return factsBehind(reader, 'antibiotic', place);
      default: {
        const given = `SELECT 1 FROM fact a WHERE a.kind = ${FACT.antibiotic} AND a.pid = f.pid AND a.day = f.day`;
        return factsBehind(reader, 'visit', place, `f.pid <> 0 AND EXISTS (${given})`);
      }
    }
  },
};

/** A count at its place among the four. */
function spread({ day, split, counts: [n = 0] }: Counted, place: number): Counted {
  return { day, split, counts: [0, 1, 2, 3].map((at) => (at === place ? n : 0)) };
}

function prescribed(reader: Reader, question: Question, kind: 'prescription' | 'antibiotic'): Counted[] {
  const whom = ofWhom(reader, question);
  const rows = reader.all<{ day: string; split: number | null; n: number }>(
    `SELECT day, ${splitColumn(question)} AS split, count(*) AS n FROM fact INDEXED BY fact_day
     WHERE kind = ${FACT[kind]} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql} GROUP BY day, split`,
    question.from,
    question.to,
    ...whom.params,
  );
  return rows.map(({ day, split, n }) => ({ day, split, counts: [n] }));
}

/** Visits of patients who were prescribed an antibiotic on that day, by whomever. */
function visitsWith(reader: Reader, question: Question): Counted[] {
  const whom = ofWhom(reader, question);
  const rows = reader.all<{ day: string; split: number | null; n: number }>(
    `SELECT v.day AS day, ${splitColumn(question)} AS split, count(*) AS n
     FROM (SELECT DISTINCT pid AS whose, day AS given FROM fact INDEXED BY fact_day
       WHERE kind = ${FACT.antibiotic} AND kind < 20 AND day BETWEEN ? AND ? AND pid <> 0)
     CROSS JOIN fact v ON v.kind = ${FACT.visit} AND v.pid = whose AND v.day = given
     WHERE true${whom.sql} GROUP BY v.day, split`,
    question.from,
    question.to,
    ...whom.params,
  );
  return rows.map(({ day, split, n }) => ({ day, split, counts: [n] }));
}
