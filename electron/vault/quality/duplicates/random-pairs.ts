/** Pairs of different places below `count`, at most `most`: all of them where there are no more, else drawn from a fixed seed. */
export function* randomPairs(count: number, most: number): Generator<readonly [number, number]> {
  if ((count * (count - 1)) / 2 <= most) {
    for (let a = 0; a < count; a += 1) for (let b = a + 1; b < count; b += 1) yield [a, b];
    return;
  }
  const next = sequence(0x9e3779b9);
  for (let drawn = 0; drawn < most; ) {
    const [a, b] = [Math.floor(next() * count), Math.floor(next() * count)];
    if (a === b) continue;
    drawn += 1;
    yield [a, b];
  }
}

/** Numbers from 0 to 1, the same ones from the same seed (mulberry32). Not for secrets. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
