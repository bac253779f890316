/** Runs benches small and once, to see that they run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { NODE24, ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';

export const BENCH_LIMIT_MS = 240_000;

const Report = z.object({
  size: z.literal('small'),
  repeat: z.literal(1),
  benches: z.record(
    z.string(),
    z.object({
      figures: z.array(
        z.object({
          what: z.string().min(1),
          scale: z.string().min(1),
          unit: z.string(),
          ours: z.number().nonnegative(),
          yardstick: z.object({ what: z.string().min(1), value: z.number().positive() }).optional(),
        }),
      ),
    }),
  ),
});

/** These benches end well, each with figures of which some stand beside a yardstick. `folder` keeps what they leave. */
export async function expectRuns(names: readonly string[], folder: string): Promise<void> {
  const file = join(folder, 'figures.json');
  const program = join(ROOT, 'test', 'bench', 'main.ts');
  const options = ['--size', 'small', '--repeat', '1', '--json', file, '--cache', folder];
  const args = ['--expose-gc', program, ...names, ...options];
  const { code, stderr } = await capture(NODE24, args, { cwd: folder, limitMs: BENCH_LIMIT_MS });
  expect(code, stderr.slice(-2000)).toBe(0);
  const { benches } = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(Object.keys(benches).sort()).toEqual([...names].sort());
  for (const name of names) {
    const figures = benches[name]?.figures ?? [];
    expect(figures.length, name).toBeGreaterThan(0);
    expect(figures.filter(({ yardstick }) => yardstick !== undefined).length, name).toBeGreaterThan(0);
  }
}
