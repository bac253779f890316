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
  const linked: LinkedPair[] = [];
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / persons.length), pair % persons.length];
    const scored = score(model, compare(persons[a] ?? [], persons[b] ?? []), frequency);
    if (scored.probability >= WORTHLESS) linked.push({ a, b, ...scored });
  }
  return { model, compared: pairs.length, pairs: linked };
}

/** The group of each of `count` places when every pair of these is one person: the lowest place that it is joined with. */
export function groupsOf(count: number, pairs: Iterable<{ readonly a: number; readonly b: number }>): number[] {
  const parent = Array.from({ length: count }, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[place] = root;
    return root;
  };
  for (const { a, b } of pairs) {
    const [x, y] = [rootOf(a), rootOf(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  }
  return parent.map((_, place) => rootOf(place));
}

/** What neighbours in a large block are sorted by: all that is known, in the order of the fields. */
export function sortKey(person: Person): string {
  return person.map((values) => values[0]?.key ?? '').join('|');
}
