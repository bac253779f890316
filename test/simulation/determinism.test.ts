import { afterEach, describe, expect, it, vi } from 'vitest';
import { runSeed } from './run.ts';

const SEEDS = [17, 101];

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a seed', () => {
  it.each(SEEDS)('gives the same trace again, whatever the time and the machine’s own chance: %i', async (seed) => {
    const first = await runSeed(seed, true);
    const now = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 1_000_000_000);
    vi.spyOn(Math, 'random').mockReturnValue(0.123);
    const again = await runSeed(seed, true);
    expect(again.lines).toEqual(first.lines);
    expect(again.trace).toBe(first.trace);
  });

  it('has a trace of its own', async () => {
    const traces = new Set<string>();
    for (const seed of SEEDS) traces.add((await runSeed(seed)).trace);
    expect(traces.size).toBe(SEEDS.length);
  });
});
