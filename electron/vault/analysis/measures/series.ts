/** Rows over time, by practitioner or place where that was asked: what SQL counted by day, put into steps. */
import { raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import type { Question, Row } from './contract.ts';
import { keysOf } from './splits.ts';
import { stepsInTurn, stepsOf } from './steps.ts';

/** What was counted of one day. */
export interface Counted {
  readonly day: string;
  /** Number of the practitioner or place; null for none, or where nothing was asked. */
  readonly split: number | null;
  readonly counts: readonly number[];
}

/** What the columns show of summed counts. */
export type Shown = (counts: readonly number[]) => Row['values'];

/** A row for each step (for each practitioner or place, those with most first), and the total. Raises invalid-input for too many rows. */
export function seriesOf(
  reader: Reader,
  question: Question,
  counted: readonly Counted[],
  width: number,
  shown: Shown = (counts) => [...counts],
): { rows: Row[]; total: Row['values'] } {
  const { grain, by } = question;
  const steps = stepsOf(grain, question);
  const sums = new Map<number | null, Map<string, number[]>>();
  const total = zeros(width);
  const stepOf = stepsInTurn(grain);
  for (const { day, split, counts } of counted) {
    const one = sums.get(split) ?? new Map<string, number[]>();
    sums.set(split, one);
    const step = stepOf(day);
    const sum = one.get(step) ?? zeros(width);
    one.set(step, sum);
    for (const [at, count] of counts.entries()) {
      sum[at] = (sum[at] ?? 0) + count;
      total[at] = (total[at] ?? 0) + count;
    }
  }
  const rowsOf = (keys: (string | null)[], one: ReadonlyMap<string, number[]> | undefined): Row[] =>
    steps.map((step) => ({ keys: [...keys, step], values: shown(one?.get(step) ?? zeros(width)) }));
  refuseManyRows(steps.length, sums.size);
  if (by === undefined) return { rows: rowsOf([], sums.get(null)), total: shown(total) };
  const keyOf = keysOf(reader, sums.keys());
  const splits = [...sums].map(([split, one]) => ({ key: keyOf(split), one, size: sizeOf(one) }));
  splits.sort((a, b) => b.size - a.size || compareKeys(a.key, b.key));
  return { rows: splits.flatMap(({ key, one }) => rowsOf([key], one)), total: shown(total) };
}

/** More rows than these are no table that anybody reads; a century has 36,525 days. */
const MOST_ROWS = 50_000;

/** Raises invalid-input where every step of every group would be too many rows. */
export function refuseManyRows(steps: number, groups: number): void {
  if (steps * groups > MOST_ROWS)
    raise('invalid-input', 'These are too many steps of time for one answer. Choose a shorter range, or longer steps.');
}

/** Keys in order; what names none is last. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** A share; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function zeros(width: number): number[] {
  return Array.from({ length: width }, () => 0);
}

function sizeOf(steps: ReadonlyMap<string, number[]>): number {
  return [...steps.values()].reduce((sum, [first = 0]) => sum + first, 0);
}
