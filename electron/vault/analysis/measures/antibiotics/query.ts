import { stillWanted } from '../../../storage/bounds.ts';
import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Question } from '../contract.ts';
import { counted } from '../counted.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { type Counted, seriesOf, share } from '../series.ts';
import { ofWhom } from '../splits.ts';
import { definition } from './definition.ts';

export const antibiotics: Measure = {
  definition,
  figures: (reader, question) => {
    const all = [
      ...counted(reader, question, 'prescription').map((one) => spread(one, 0)),
      ...counted(reader, question, 'antibiotic').map((one) => spread(one, 1)),
      ...counted(reader, question, 'visit').map((one) => spread(one, 2)),
      ...counted(reader, question, 'treated').map((one) => spread(one, 3)),
    ];
    const series = seriesOf(reader, question, all, 4, ([given = 0, some = 0, visits = 0, treated = 0]) => [
      given,
      some,
      share(some, given),
      visits,
      treated,
      share(treated, visits),
    ]);
    return {
      ...series,
      leftOut: leftOut({ undated: countUndated(reader, 'prescription'), unnamed: unnamed(reader, question) }),
    };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('prescription');
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    switch (cell.column) {
      case 'unnamed':
        return factsBehind(reader, 'prescription', place, 'f.other = 1');
      case 'prescriptions':
        return factsBehind(reader, 'prescription', place);
      case 'visits':
        return factsBehind(reader, 'visit', place);
      case 'antibiotics':
      case 'share':
        return factsBehind(reader, 'antibiotic', place);
      default:
        return factsBehind(reader, 'treated', place);
    }
  },
};

/** A count at its place among the four. */
function spread({ day, split, counts: [n = 0] }: Counted, place: number): Counted {
  return { day, split, counts: [0, 1, 2, 3].map((at) => (at === place ? n : 0)) };
}

/** Prescriptions without an antibiotic, in which a medicine cannot be read. */
function unnamed(reader: Reader, question: Question): number {
  const whom = ofWhom(reader, question);
  const sql = `SELECT count(*) AS n FROM fact INDEXED BY fact_day
    WHERE kind = ${FACT.prescription} AND kind < 20 AND day BETWEEN ? AND ? AND other = 1${whom.sql}
      AND ${stillWanted('day')}`;
  return reader.get<{ n: number }>(sql, question.from, question.to, ...whom.params)?.n ?? 0;
}
