/** All chance of a simulation: from one seed, the same on every machine. */
import type { Random } from '../../shared/base/world.ts';

export interface Dice extends Random {
  /** A whole number from 0, below `below`. */
  int(below: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of the names, by their weights; null where all weigh nothing. */
  weighed<N extends string>(weights: Readonly<Partial<Record<N, number>>>): N | null;
}

/** The dice of one purpose: what one purpose throws moves no other, so that a change to one part leaves the rest of a seed alone. */
export function makeDice(seed: number, purpose: string): Dice {
  const next = smallFastCounting(`${seed}/${purpose}`);
  const fraction = (): number => next() / 2 ** 32;
  const dice: Dice = {
    int: (below) => Math.floor(fraction() * below),
    chance: (probability) => fraction() < probability,
    pick: (list) => {
      const found = list[dice.int(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    weighed: (weights) => {
      const entries = Object.entries(weights) as [never, number][];
      let left = fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return null;
    },
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 4) {
        const word = next();
        for (let byte = 0; byte < 4 && at + byte < length; byte++) bytes[at + byte] = word >>> (8 * byte);
      }
      return bytes;
    },
  };
  return dice;
}

/** Chris Doty-Humphrey's sfc32 (PractRand), begun from FNV-1a (Fowler, Noll, Vo) of a text. */
function smallFastCounting(text: string): () => number {
  let a = fnv(text, 1);
  let b = fnv(text, 2);
  let c = fnv(text, 3);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let n = 0; n < 12; n++) next();
  return next;
}

function fnv(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
