/**
 * What agreement and disagreement of each field say, learned from the data without any answers: expectation maximisation over
 * the Fellegi-Sunter model (Fellegi and Sunter 1969; Winkler 1988).
 *
 * A pair is one of three: one person; two of one household, who share family name, address and phone and nothing else; or
 * two strangers. The second keeps families from looking like duplicates.
 */
import { comparer } from './compare.ts';
import { ALIKE, type Field, LEVELS, Level, type Person } from './contract.ts';
import { kinds } from './kinds.ts';
import { randomPairs } from './random-pairs.ts';

/** Per field and level. */
type Rates = readonly (readonly number[])[];

export interface Model {
  readonly fields: readonly Field[];
  /** How often a level is found in pairs of one person, of one household, of strangers. */
  readonly same: Rates;
  readonly household: Rates;
  readonly strangers: Rates;
  /** Part of all pairs that are one person, and that are two of one household. */
  readonly pSame: number;
  readonly pHousehold: number;
}

/** The expected rates of a kind weigh as much as so many pairs that were seen. */
const PRIOR_PAIRS = 20;
/** Random pairs that strangers are learned from. */
const SAMPLE = 200_000;
/** Before any data: in a hundred records there are so many pairs of one person, and so many of one household. */
const PAIRS_PER_RECORD = 0.05;
const ROUNDS = 40;
/** No rate is taken for lower. */
export const SMALLEST = 1e-7;

/**
 * Learns from persons and their candidate pairs (blocks.ts). The same input gives the same model. `each`: how many candidate pairs each
 * of these stands for, where there were too many.
 */
export function train(fields: readonly Field[], persons: readonly Person[], pairs: Float64Array, each = 1): Model {
  const compare = comparer(fields);
  const { length } = persons;
  const person = (place: number): Person => persons[place] ?? [];
  const patterns = new Map<string, number>();
  for (const pair of pairs) {
    const pattern = encode(compare(person(Math.floor(pair / length)), person(pair % length)).levels);
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + each);
  }
  const random = counts(fields);
  for (const [a, b] of randomPairs(length, SAMPLE)) {
    compare(person(a), person(b)).levels.forEach((level, field) => {
      if (level !== Level.missing) (random[field] as number[])[level] = (random[field]?.[level] ?? 0) + 1;
    });
  }
  return maximise(fields, patterns, random, (length * (length - 1)) / 2);
}

/** Rounds of expectation and maximisation over patterns of levels, each with how many pairs have it. */
function maximise(
  fields: readonly Field[],
  patterns: ReadonlyMap<string, number>,
  random: Rates,
  allPairs: number,
): Model {
  const seen = [...patterns].map(([pattern, count]) => ({ levels: decode(pattern), count }));
  const expected: Rates = fields.map(({ kind }) => kinds[kind].expected);
  const strangers = random.map((row) => rates(row, new Array(LEVELS).fill(0.1)));
  const people = Math.sqrt(2 * allPairs);
  const first = Math.min(0.2, (PAIRS_PER_RECORD * people) / Math.max(1, allPairs));
  let model: Model = {
    fields,
    same: expected,
    household: householdRates(fields, expected, strangers),
    strangers,
    pSame: first,
    pHousehold: first,
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const same = counts(fields);
    const household = counts(fields);
    let sames = 0;
    let households = 0;
    for (const { levels, count } of seen) {
      const { pSame, pHousehold } = posterior(model, levels);
      sames += pSame * count;
      households += pHousehold * count;
      levels.forEach((level, field) => {
        if (level === Level.missing) return;
        (same[field] as number[])[level] = (same[field]?.[level] ?? 0) + pSame * count;
        (household[field] as number[])[level] = (household[field]?.[level] ?? 0) + pHousehold * count;
      });
    }
    model = {
      fields,
      same: same.map((row, field) => rates(row, weighed(expected[field] ?? []))),
      household: householdRates(
        fields,
        household.map((row, field) => rates(row, weighed(expected[field] ?? []))),
        strangers,
      ),
      strangers: withoutSame(random, same, allPairs),
      pSame: (sames + first) / (allPairs + 1),
      pHousehold: (households + first) / (allPairs + 1),
    };
  }
  return model;
}

/** The probabilities of a pair by its levels alone, without the frequencies of values. */
function posterior(model: Model, levels: readonly number[]): { pSame: number; pHousehold: number } {
  let same = model.pSame;
  let household = model.pHousehold;
  levels.forEach((level, field) => {
    if (level === Level.missing) return;
    const chance = model.strangers[field]?.[level] ?? SMALLEST;
    same *= (model.same[field]?.[level] ?? SMALLEST) / chance;
    household *= (model.household[field]?.[level] ?? SMALLEST) / chance;
  });
  const all = same + household + (1 - model.pSame - model.pHousehold);
  return { pSame: same / all, pHousehold: household / all };
}

/** Strangers are what random pairs are, without those of one person among them. */
function withoutSame(random: Rates, same: Rates, allPairs: number): Rates {
  return random.map((row, field) => {
    const total = sum(row);
    const part = row.map((count, level) => Math.max(0, count - ((same[field]?.[level] ?? 0) / allPairs) * total));
    return rates(part, new Array(LEVELS).fill(0.1));
  });
}

/** People of one household are strangers in what is their own. */
function householdRates(fields: readonly Field[], learned: Rates, strangers: Rates): Rates {
  return fields.map(({ kind }, field) => {
    const chance = strangers[field] ?? [];
    if (kinds[kind].shared) return learned[field] ?? [];
    return chance.map((rate, level) => rate + (level === Level.exact ? (ALIKE[kind] ?? 0) : 0));
  });
}

function weighed(expected: readonly number[]): number[] {
  return expected.map((rate) => rate * PRIOR_PAIRS);
}

function rates(row: readonly number[], prior: readonly number[]): number[] {
  const total = sum(row) + sum(prior);
  return row.map((count, level) => Math.max(SMALLEST, (count + (prior[level] ?? 0)) / total));
}

function sum(row: readonly number[]): number {
  return row.reduce((all, one) => all + one, 0);
}

function counts(fields: readonly Field[]): number[][] {
  return fields.map(() => new Array<number>(LEVELS).fill(0));
}

/** Levels of all fields as one text, however many fields there are; `missing` is a level, too. */
function encode(levels: readonly number[]): string {
  return String.fromCharCode(...levels.map((level) => level + 1));
}

function decode(pattern: string): number[] {
  return [...pattern].map((character) => character.charCodeAt(0) - 1);
}
