/** Duplicates within a table of persons: blocks, training and scoring in one go. */
import { candidatePairs } from './blocks.ts';
import { comparer } from './compare.ts';
import type { Field, Person } from './contract.ts';
import { blockingKeys } from './keys.ts';
import { frequenciesOf, score } from './score.ts';
import { type Model, train } from './train.ts';

export interface LinkedPair {
  /** Places of the two, the lower first. */
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  readonly bits: readonly number[];
}

/** Pairs below this are not worth to be kept. */
const WORTHLESS = 0.01;

export interface LinkedTable {
  readonly model: Model;
  /** How many pairs were compared. */
  readonly compared: number;
  /** Those that are not all but certainly two persons. */
  readonly pairs: readonly LinkedPair[];
  /** The probability that two places are one person, whether they were compared before or not. */
  probability(a: number, b: number): number;
}

/** All pairs that share a blocking key, scored by a model that is trained on them. */
export function linkTable(fields: readonly Field[], persons: readonly Person[]): LinkedTable {
  const pairs = candidatePairs(
    persons.map((person) => blockingKeys(fields, person)),
    persons.map((person) => sortKey(person)),
  );
  const model = train(fields, persons, pairs);
  const compare = comparer(fields);
  const frequency = frequenciesOf(fields, persons);
  const scored = (a: number, b: number) => score(model, compare(persons[a] ?? [], persons[b] ?? []), frequency);
  const linked: LinkedPair[] = [];
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / persons.length), pair % persons.length];
    const result = scored(a, b);
    if (result.probability >= WORTHLESS) linked.push({ a, b, ...result });
  }
  return { model, compared: pairs.length, pairs: linked, probability: (a, b) => scored(a, b).probability };
}

/** What neighbours in a large block are sorted by: all that is known, in the order of the fields. */
export function sortKey(person: Person): string {
  return person.map((values) => values[0]?.key ?? '').join('|');
}
