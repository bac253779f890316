/** Parts of one statement: SQL about a patient `p` (a row of `fact_person`), with the values that are bound to it, in their order. */
import type { SqlValue } from '../../storage/database.ts';

/** What it takes to say it of one patient: what stands in the index, a set made once, a seek, records that are read. */
export const COST = { column: 0, set: 1, seek: 2, read: 3 } as const;

/** Any SQL, with the values that are bound to it. */
export interface Part {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** True or false of every patient, and never NULL: what is not known is not so, and its negation is. */
export interface Fragment extends Part {
  readonly cost: number;
}

/** What is true of everybody, and of nobody: bound, for a statement that is false by itself has no way by the index that it names. */
const EVERYBODY: Fragment = { sql: '?', params: [1], cost: COST.column };
const NOBODY: Fragment = { sql: '?', params: [0], cost: COST.column };

/** All of them hold; what costs least is judged first, so that the rest is asked of few. */
export function allOf(parts: readonly Fragment[]): Fragment {
  return joined(parts, ' AND ') ?? EVERYBODY;
}

/** One of them holds at least. */
export function anyOf(parts: readonly Fragment[]): Fragment {
  return joined(parts, ' OR ') ?? NOBODY;
}

export function not({ sql, params, cost }: Fragment): Fragment {
  return { sql: `NOT (${sql})`, params, cost };
}

function joined(parts: readonly Fragment[], by: string): Fragment | undefined {
  if (parts.length === 0) return undefined;
  const sorted = parts.toSorted((a, b) => a.cost - b.cost);
  return {
    sql: `(${sorted.map(({ sql }) => sql).join(by)})`,
    params: sorted.flatMap(({ params }) => params),
    cost: Math.max(...parts.map(({ cost }) => cost)),
  };
}
