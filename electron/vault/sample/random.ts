/**
 * Random numbers that are the same on every machine: sfc32 (Chris Doty-Humphrey, "Small Fast Counting", part of
 * PractRand, public domain), seeded by splitmix32. Only integer operations, additions and divisions are used, because
 * `Math.log` and `Math.cos` may differ in their last bit between engines. For sample data only, never for secrets.
 */
export interface Rng {
  /** 32 random bits as an unsigned integer. */
  bits(): number;
  /** In [0, 1). */
  real(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Bell-shaped around `mean`: the sum of four uniform numbers, so never further than 3.5 `deviation` away. */
  bell(mean: number, deviation: number): number;
  /** A version-8 UUID (RFC 9562) made of 122 random bits. */
  uuid(): string;
}

/** The generator number `stream` of a seed; streams of one seed don't resemble each other. */
export function makeRng(seed: number, stream: number): Rng {
  const mix = splitmix32((seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0, seed);
  let a = mix() | 0;
  let b = mix() | 0;
  let c = (mix() ^ stream) | 0;
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  const real = (): number => bits() / 4294967296;
  return {
    bits,
    real,
    int: (low, high) => low + Math.floor(real() * (high - low + 1)),
    chance: (probability) => real() < probability,
    pick: (list) => {
      const item = list[Math.floor(real() * list.length)];
      if (item === undefined) throw new Error('picked from an empty list');
      return item;
    },
    bell: (mean, deviation) => mean + (real() + real() + real() + real() - 2) * 1.7320508 * deviation,
    uuid: () => {
      const x = hex(bits());
      const y = hex(((bits() & 0xffff0fff) | 0x8000) >>> 0);
      const z = hex(((bits() & 0x3fffffff) | 0x80000000) >>> 0);
      return `${x}-${y.slice(0, 4)}-${y.slice(4)}-${z.slice(0, 4)}-${z.slice(4)}${hex(bits())}`;
    },
  };
}

/** Picks by weight in logarithmic time; weights that are 0 are never picked. Undefined if all weights are 0. */
export function weighted<T>(items: readonly T[], weight: (item: T) => number): (rng: Rng) => T | undefined {
  const kept = items.filter((item) => weight(item) > 0);
  const upTo: number[] = [];
  let total = 0;
  for (const item of kept) {
    total += weight(item);
    upTo.push(total);
  }
  return (rng) => {
    const at = rng.real() * total;
    let low = 0;
    let high = kept.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < (upTo[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return kept[low];
  };
}

function splitmix32(state: number, salt: number): () => number {
  let x = (state + Math.floor(salt / 4294967296)) | 0;
  return () => {
    x = (x + 0x9e3779b9) | 0;
    let z = x ^ (x >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight digits. A table: every record takes four of these. */
function hex(bits: number): string {
  const byte = (shift: number): string => BYTES[(bits >>> shift) & 255] ?? '';
  return byte(24) + byte(16) + byte(8) + byte(0);
}
