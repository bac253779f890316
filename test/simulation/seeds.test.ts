import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.ts';
import { runSeed } from './run.ts';

/** Every run of the tests tries these; `npm run simulate` tries as many as one likes. */
const SEEDS = runs(60);
const TOGETHER = 10;

describe('a clinic under all faults', () => {
  const firsts = Array.from({ length: SEEDS / TOGETHER }, (_, n) => 1 + n * TOGETHER);
  it.each(firsts)(
    'comes to rest with everybody agreeing and nothing lost: 10 seeds from %i',
    async (first) => {
      for (let seed = first; seed < first + TOGETHER; seed++) {
        const { problems } = await runSeed(seed);
        expect(problems, `npm run simulate -- --seed ${seed} --trace`).toEqual([]);
      }
    },
    120_000,
  );
});
