/** What is not in the figures, by reason. */
import type { Figures } from './contract.ts';

/** The reasons that apply. */
export function leftOut(reasons: Readonly<Record<string, number>>): Figures['leftOut'] {
  return Object.entries(reasons).flatMap(([reason, n]) => (n === 0 ? [] : [{ reason, n }]));
}
