/** How many facts of a kind there are of each day, as they are kept beside the facts. */
import { stillWanted } from '../../storage/bounds.ts';
import type { Reader } from '../../storage/database.ts';
import { FACT, type FactKind } from '../../storage/facts.ts';
import type { Question } from './contract.ts';
import type { Counted } from './series.ts';
import { countedSplit, ofWhom } from './splits.ts';

/** By day and value, and by practitioner or place where that was asked; `value` is -1 where facts have none. */
export function countedBy(
  reader: Reader,
  question: Question,
  kind: FactKind,
): { day: string; split: number | null; value: number; n: number }[] {
  const whom = ofWhom(reader, question, '= -1');
  return reader.all(
    `SELECT day, ${countedSplit(question)} AS split, value, sum(n) AS n FROM fact_count
     WHERE kind = ${FACT[kind]} AND day BETWEEN ? AND ?${whom.sql} AND ${stillWanted('n')}
     GROUP BY day, split, value`,
    question.from,
    question.to,
    ...whom.params,
  );
}

/** Of kinds without a value, for `seriesOf`. */
export function counted(reader: Reader, question: Question, kind: FactKind): Counted[] {
  return countedBy(reader, question, kind).map(({ day, split, n }) => ({ day, split, counts: [n] }));
}

/** The sum of them. */
export function sumOf(counts: readonly Counted[]): number {
  return counts.reduce((sum, { counts: [n = 0] }) => sum + n, 0);
}
