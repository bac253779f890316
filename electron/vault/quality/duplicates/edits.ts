/** Texts and numbers that differ by a slip. */
import jaroWinkler from 'talisman/metrics/jaro-winkler.js';

/** Jaro-Winkler similarity, 0 to 1 (Winkler 1990), by talisman. The one place that knows the library. */
export function similarity(a: string, b: string): number {
  return jaroWinkler(a, b);
}

/** Whether two texts differ by at most one character put in, left out or replaced, or by two neighbours swapped. */
export function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const left = short.length - start - end;
  if (long.length > short.length) return left === 0;
  return left <= 1 || (left === 2 && short[start] === long[start + 1] && short[start + 1] === long[start]);
}
