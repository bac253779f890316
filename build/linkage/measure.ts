/** How well pairs that were found agree with the answer. */

export interface Measured {
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Pairs of rows of one group. */
export function pairsWithin(groups: readonly (string | number)[]): number {
  const sizes = new Map<string | number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((all, size) => all + (size * (size - 1)) / 2, 0);
}

/** Of pairs: `found` in all, `right` of them true, `wanted` true ones that there are. */
export function measured(found: number, right: number, wanted: number): Measured {
  const precision = found === 0 ? 1 : right / found;
  const recall = wanted === 0 ? 1 : right / wanted;
  const f1 = found + wanted === 0 ? 1 : (2 * right) / (found + wanted);
  return { found, precision, recall, f1 };
}

/** Of groups: every two rows of one group are a pair. */
export function measureGroups(groups: readonly number[], truth: readonly string[]): Measured {
  const both = groups.map((group, row) => `${group} ${truth[row] ?? ''}`);
  return measured(pairsWithin(groups), pairsWithin(both), pairsWithin(truth));
}
