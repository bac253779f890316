/** Puts blocks of known heights onto pages. Pure. */

/** Heights in one unit, whichever. */
export interface Measured {
  readonly height: number;
  /** Of what is repeated above this block where a page begins with it; 0 for nothing. */
  readonly head: number;
  /** Does not stand last on a page: a heading belongs to what follows. */
  readonly keep: boolean;
  /** Begins a page. */
  readonly fresh: boolean;
}

/**
 * Indices of the blocks of each page; one page at least. `first`, `rest`: room on the first page and on those after it. What is higher
 * than a page stands alone on one.
 */
export function paginate(blocks: readonly Measured[], first: number, rest: number): number[][] {
  const pages: number[][] = [[]];
  let left = first;
  for (let at = 0; at < blocks.length; ) {
    const chunk = chunkAt(blocks, at);
    const height = chunk.reduce((sum, index) => sum + (blocks[index]?.height ?? 0), 0);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (blocks[at]?.fresh || height > left)) {
      pages.push([]);
      left = rest - (blocks[at]?.head ?? 0);
    }
    pages.at(-1)?.push(...chunk);
    left -= height;
    at += chunk.length;
  }
  return pages;
}

/** A block with those that it may not be parted from. */
function chunkAt(blocks: readonly Measured[], from: number): number[] {
  const chunk = [from];
  for (let at = from; blocks[at]?.keep && at + 1 < blocks.length && !blocks[at + 1]?.fresh; at += 1) chunk.push(at + 1);
  return chunk;
}
