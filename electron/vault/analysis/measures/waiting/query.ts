import type { Reader } from '../../../storage/database.ts';
import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Question, Row } from '../contract.ts';
import { factsBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { compareKeys } from '../series.ts';
import { keysOf, ofWhom, splitColumn } from '../splits.ts';
import { stepOf, stepsOf } from '../steps.ts';
import { visitsByDay } from '../visits/query.ts';
import { definition } from './definition.ts';

/** How many waited how many minutes. */
type Waits = Map<number, number>;

export const waiting: Measure = {
  definition,
  figures: (reader, question) => {
    const all: Waits = new Map();
    const splits = new Map<number | null, Map<string, Waits>>();
    for (const { day, split, minutes, n } of waitsByDay(reader, question)) {
      const steps = splits.get(split) ?? new Map<string, Waits>();
      splits.set(split, steps);
      const step = stepOf(question.grain, day);
      const waits = steps.get(step) ?? new Map<number, number>();
      steps.set(step, waits);
      for (const one of [waits, all]) one.set(minutes, (one.get(minutes) ?? 0) + n);
    }
    if (question.by === undefined && splits.size === 0) splits.set(null, new Map());
    const keyOf = keysOf(reader, splits.keys());
    const steps = stepsOf(question.grain, question);
    const rows = [...splits]
      .map(([split, one]) => ({ key: keyOf(split), one }))
      .sort((a, b) => compareKeys(a.key, b.key))
      .flatMap(({ key, one }) =>
        steps.map(
          (step): Row => ({
            keys: question.by === undefined ? [step] : [key, step],
            values: valuesOf(one.get(step) ?? new Map()),
          }),
        ),
      );
    const visited = visitsByDay(reader, { ...question, by: undefined }).reduce(
      (sum, { counts: [n = 0] }) => sum + n,
      0,
    );
    const total = valuesOf(all);
    return { rows, total, leftOut: leftOut({ untimed: visited - Number(total[0]) }) };
  },
  behind: (reader, question, cell) => {
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    if (cell.column === 'untimed')
      return factsBehind(reader, 'visit', place, `f.rid NOT IN (SELECT rid FROM fact WHERE kind = ${FACT.wait})`);
    return factsBehind(reader, 'wait', place, '', [], 'CAST(f.value AS TEXT)', "'min'");
  },
};

function waitsByDay(
  reader: Reader,
  question: Question,
): { day: string; split: number | null; minutes: number; n: number }[] {
  const whom = ofWhom(reader, question);
  return reader.all(
    `SELECT day, ${splitColumn(question)} AS split, value AS minutes, count(*) AS n FROM fact INDEXED BY fact_day
     WHERE kind = ${FACT.wait} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql} GROUP BY day, split, value`,
    question.from,
    question.to,
    ...whom.params,
  );
}

function valuesOf(waits: Waits): Row['values'] {
  const sorted = [...waits].sort(([a], [b]) => a - b);
  const n = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) return [0, null, null];
  /** The wait at a place, from 1. */
  const at = (place: number): number => {
    let seen = 0;
    for (const [minutes, count] of sorted) {
      seen += count;
      if (seen >= place) return minutes;
    }
    return 0;
  };
  // of an even number, the middle of the two in the middle
  const median = (at(Math.ceil(n / 2)) + at(Math.floor(n / 2) + 1)) / 2;
  return [n, median, at(Math.ceil(n * 0.9))];
}
