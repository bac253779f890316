import { FACT } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Row } from '../contract.ts';
import { counted, countedBy, sumOf } from '../counted.ts';
import { factsBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { compareKeys, refuseManyRows } from '../series.ts';
import { keysOf } from '../splits.ts';
import { stepsInTurn, stepsOf } from '../steps.ts';
import { definition } from './definition.ts';

/** How many waited how many minutes. */
type Waits = Map<number, number>;

export const waiting: Measure = {
  definition,
  figures: (reader, question) => {
    const all: Waits = new Map();
    const stepOf = stepsInTurn(question.grain);
    const splits = new Map<number | null, Map<string, Waits>>();
    for (const { day, split, value: minutes, n } of countedBy(reader, question, 'wait')) {
      const steps = splits.get(split) ?? new Map<string, Waits>();
      splits.set(split, steps);
      const step = stepOf(day);
      const waits = steps.get(step) ?? new Map<number, number>();
      steps.set(step, waits);
      for (const one of [waits, all]) one.set(minutes, (one.get(minutes) ?? 0) + n);
    }
    if (question.by === undefined && splits.size === 0) splits.set(null, new Map());
    const keyOf = keysOf(reader, splits.keys());
    const steps = stepsOf(question.grain, question);
    refuseManyRows(steps.length, splits.size);
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
    const visited = sumOf(counted(reader, { ...question, by: undefined }, 'visit'));
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
