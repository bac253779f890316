/** From pairs to persons: which rows of a table are one. */
import type { LinkedPair } from './link-table.ts';

/** A pair of which too little is known is neither for nor against: so many bits below even, about what a pair without any evidence has. */
const NEUTRAL = -6;
/** No pair says more than so many bits for or against: one that is all but impossible must not outweigh all others. */
const MOST_BITS = 8;
/** Pairs between two groups that are looked at when they are to be joined. */
const MOST_PAIRS = 200;

/**
 * The group of each of `count` places: the lowest place in it. Pairs from `threshold` on join, the likeliest first, and two groups only where the
 * pairs between them, taken together, are for one person: a sister who is like one entry of somebody is unlike their others.
 */
export function groupsOf(
  count: number,
  pairs: readonly Pick<LinkedPair, 'a' | 'b' | 'probability'>[],
  threshold: number,
  probability: (a: number, b: number) => number,
): number[] {
  const group = Array.from({ length: count }, (_, place) => place);
  const members = new Map<number, number[]>();
  const membersOf = (root: number): number[] => members.get(root) ?? [root];
  const chosen = pairs
    .filter((pair) => pair.probability >= threshold)
    .toSorted((x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b);
  for (const { a, b } of chosen) {
    const [one, other] = [group[a] ?? a, group[b] ?? b];
    if (one === other || !areOne(membersOf(one), membersOf(other), probability)) continue;
    const [root, gone] = one < other ? [one, other] : [other, one];
    const joined = [...membersOf(one), ...membersOf(other)];
    for (const place of joined) group[place] = root;
    members.set(root, joined);
    members.delete(gone);
  }
  return group;
}

function areOne(
  ours: readonly number[],
  theirs: readonly number[],
  probability: (a: number, b: number) => number,
): boolean {
  let bits = 0;
  let looked = 0;
  for (const a of ours) {
    for (const b of theirs) {
      if (looked >= MOST_PAIRS) return bits > 0;
      looked += 1;
      const p = probability(a, b);
      bits += Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(p / (1 - p)) - NEUTRAL));
    }
  }
  return bits > 0;
}
