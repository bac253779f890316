import { describe, expect, it } from 'vitest';
import { REGRESSIONS } from './regressions.ts';
import { runSeed } from './run.ts';

describe('a seed that once found something', () => {
  it.each(REGRESSIONS)('finds it no more: $found', async ({ scenario }) => {
    const { problems } = await runSeed(scenario.seed, false, scenario);
    expect(problems).toEqual([]);
  });
});
