/** How likely two persons are one, and why. */
import type { Comparison } from './compare.ts';
import { ALIKE, type Field, Level, type Person } from './contract.ts';
import { kinds } from './kinds.ts';
import { type Model, SMALLEST } from './train.ts';

/** From this probability on a pair is taken for one person where nobody is asked, and is called likely where somebody is. */
export const LIKELY = 0.9;

/** How often each value of a field occurs: part of all that say anything, by the value's key. */
export type Frequency = (field: number, key: string) => number;

export interface Score {
  /** Posterior probability that both are one person, 0 to 1. */
  readonly probability: number;
  /** What each field says, in bits: above zero for one person, below against; 0 where it says nothing. */
  readonly bits: readonly number[];
}

/** A value is never taken for rarer than this. */
const RAREST = 1e-6;

/** Scores a comparison. Of what agrees exactly, the chance that strangers agree is the frequency of that value. */
export function score(model: Model, { levels, values }: Comparison, frequency: Frequency): Score {
  let same = Math.log2(model.pSame);
  let household = Math.log2(model.pHousehold);
  const bits = levels.map((level, field) => {
    if (level === Level.missing) return 0;
    const key = level === Level.exact ? values[field] : undefined;
    const usual = model.strangers[field]?.[level] ?? SMALLEST;
    const chance = key === undefined ? usual : Math.max(RAREST, frequency(field, key));
    const weight = Math.log2((model.same[field]?.[level] ?? SMALLEST) / chance);
    same += weight;
    household += householdBits(model, field, level, chance);
    return weight;
  });
  const strangers = 1 - model.pSame - model.pHousehold;
  const highest = Math.max(same, household, 0);
  const [a, b, c] = [2 ** (same - highest), 2 ** (household - highest), strangers * 2 ** -highest];
  return { probability: a / (a + b + c), bits };
}

function householdBits(model: Model, field: number, level: number, chance: number): number {
  const kind = model.fields[field]?.kind ?? 'text';
  if (kinds[kind].shared) return Math.log2((model.household[field]?.[level] ?? SMALLEST) / chance);
  return level === Level.exact ? Math.log2((chance + (ALIKE[kind] ?? 0)) / chance) : 0;
}

/** Frequencies of the values of persons who are all at hand. */
export function frequenciesOf(fields: readonly Field[], persons: readonly Person[]): Frequency {
  const tables = fields.map(() => new Map<string, number>());
  const totals = fields.map(() => 0);
  for (const person of persons) {
    person.forEach((values, field) => {
      const table = tables[field];
      if (!table || values.length === 0) return;
      totals[field] = (totals[field] ?? 0) + 1;
      for (const { key } of values) table.set(key, (table.get(key) ?? 0) + 1);
    });
  }
  return (field, key) => (tables[field]?.get(key) ?? 1) / Math.max(1, totals[field] ?? 1);
}
