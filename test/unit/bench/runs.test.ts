import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NODE24, ROOT } from '../../../build/setup/paths.ts';
import { capture } from '../../../build/setup/run.ts';

/** Small and once, to see that they run: what they measure here, beside other tests, says nothing. */
const NAMES = ['import', 'unlock', 'save', 'sync'] as const;
const LIMIT_MS = 240_000;

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
          ours: z.number().positive(),
          yardstick: z.object({ what: z.string().min(1), value: z.number().positive() }).optional(),
        }),
      ),
    }),
  ),
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the benches', () => {
  it(`run: ${NAMES.join(', ')}`, { timeout: LIMIT_MS }, async () => {
    const file = join(folder, 'figures.json');
    const program = join(ROOT, 'test', 'bench', 'main.ts');
    const args = [
      '--expose-gc',
      program,
      ...NAMES,
      '--size',
      'small',
      '--repeat',
      '1',
      '--json',
      file,
      '--cache',
      folder,
    ];
    const { code, stderr } = await capture(NODE24, args, { cwd: folder, limitMs: LIMIT_MS });
    expect(code, stderr.slice(-2000)).toBe(0);
    const { benches } = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(Object.keys(benches).sort()).toEqual([...NAMES].sort());
    for (const name of NAMES) {
      const figures = benches[name]?.figures ?? [];
      expect(figures.length, name).toBeGreaterThan(0);
      expect(figures.filter(({ yardstick }) => yardstick !== undefined).length, name).toBeGreaterThan(0);
    }
  });

  it('answers a bench that does not exist with its usage', async () => {
    const { code, stderr } = await capture(NODE24, [join(ROOT, 'test', 'bench', 'main.ts'), 'no-such-bench'], {});
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run bench');
  });
});
