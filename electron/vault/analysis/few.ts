/** From how many people or records on a figure is told to who sees no records. */
import type { CohortCounted } from '../../../shared/bridge/cohorts.ts';

/** Figures of fewer are hidden, but for zero. */
export const FEWEST = 5;

export function isFew(count: number): boolean {
  return count > 0 && count < FEWEST;
}

interface Counted {
  readonly n: number;
  readonly total: number;
  readonly untold: { readonly values: number; readonly units: string[] };
}

type Told = Pick<CohortCounted, 'n' | 'total' | 'untold' | 'hidden' | 'fewest'>;

/** How many of a total, as it is told to who sees no records: neither few, nor all but a few. */
export function countWithoutFew({ n, total, untold }: Counted): Told {
  const values = isFew(untold.values) ? null : untold.values;
  const told = { total: isFew(total) ? null : total, untold: { ...untold, values }, fewest: FEWEST };
  const hidden = isFew(n) ? 'few' : n > 0 && isFew(total - n) ? 'withheld' : undefined;
  return hidden === undefined ? { n, ...told } : { n: null, hidden, ...told };
}
