/** Rounds, medians and ratios. Times are milliseconds. */
import type { Figure } from './contract.ts';

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that `share` of all are not above; 1 is the largest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** The median over the rounds of one divided by the other: what else the machine did in a round weighs on both alike. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/** Three significant digits, as many as a shared machine is worth. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** How long `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  return (await timedTwice(work)).ms;
}

/** How long `work` took by the clock, and by this process's processor time: what others do on the machine does not count. */
export async function timedTwice(work: () => unknown): Promise<{ ms: number; cpuMs: number }> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

/**
 * Lets contenders run in turn, `repeat` rounds, each round beginning with another, garbage collected between. Returns what
 * each gave, round by round.
 */
export async function alternate<N extends string>(
  repeat: number,
  contenders: Readonly<Record<N, () => Promise<number> | number>>,
): Promise<Record<N, number[]>> {
  const names = Object.keys(contenders) as N[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<N, number[]>;
  for (let round = 0; round < repeat; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] as N;
      globalThis.gc?.();
      results[name].push(await contenders[name]());
    }
  }
  return results;
}

/** A whole number for people: 12,345. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** How a figure grew from the smallest scale to each larger one. */
export function growthOf(what: string, points: readonly { scale: number; value: number }[]): Figure[] {
  const [first, ...rest] = points;
  if (!first) return [];
  return rest.map(({ scale, value }) => ({
    what: `growth of ${what}`,
    scale: `${whole(first.scale)} to ${whole(scale)}`,
    ours: rounded(value / first.value),
    unit: `times at ${rounded(scale / first.scale)} times the size`,
  }));
}
