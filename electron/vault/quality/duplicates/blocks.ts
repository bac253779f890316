/** Pairs of persons who share a key, each once. */

/** In a block of up to so many everybody is compared with everybody. */
const SMALL = 30;
/** In a larger one each with so many who come next by what they are sorted by: the work grows with the block, not with its square. */
const WINDOW = 8;

/** Pairs of those who share a key. `sortKeys`: what neighbours in a large block are sorted by, of each. */
export function candidatePairs(keysOf: readonly (readonly string[])[], sortKeys: readonly string[]): Float64Array {
  const blocks = new Map<string, number[]>();
  keysOf.forEach((keys, place) => {
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(place);
      else blocks.set(key, [place]);
    }
  });
  return pairsOfBlocks(blocks.values(), sortKeys);
}

/** Pairs of places within blocks, the lower first, each as one number: `low * count + high`; of those only where `wanted` says so of the lower. */
export function pairsOfBlocks(
  blocks: Iterable<readonly number[]>,
  sortKeys: readonly string[],
  wanted: (low: number) => boolean = () => true,
): Float64Array {
  const pairs = new Set<number>();
  const add = (a: number, b: number): void => {
    const low = Math.min(a, b);
    if (wanted(low)) pairs.add(low * sortKeys.length + Math.max(a, b));
  };
  for (const block of blocks) {
    const sorted = block.length > SMALL ? sortedBy(block, sortKeys) : block;
    const reach = block.length > SMALL ? WINDOW : SMALL;
    for (const [at, a] of sorted.entries()) for (const b of sorted.slice(at + 1, at + 1 + reach)) add(a, b);
  }
  return Float64Array.from(pairs).sort();
}

function sortedBy(block: readonly number[], sortKeys: readonly string[]): number[] {
  const key = (place: number): string => sortKeys[place] ?? '';
  return block.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}
