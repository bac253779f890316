import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NODE24, ROOT } from '../../../build/setup/paths.ts';
import { capture } from '../../../build/setup/run.ts';
import { BENCHES } from '../../bench/registry.ts';
import { BENCH_LIMIT_MS, expectRuns } from '../../support/benches.ts';

/** Small and once, to see that they run: what they measure here, beside other tests, says nothing. */
const NAMES = ['import', 'unlock', 'save', 'sync'] as const;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the benches', () => {
  it(`run: ${NAMES.join(', ')}`, { timeout: BENCH_LIMIT_MS }, () => expectRuns(NAMES, folder));

  it('that need a window are left to the tests that have one', () => {
    expect(NAMES.filter((name) => BENCHES[name]?.needsWindow)).toEqual([]);
  });

  it('answers a bench that does not exist with its usage', async () => {
    const { code, stderr } = await capture(NODE24, [join(ROOT, 'test', 'bench', 'main.ts'), 'no-such-bench'], {});
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run bench');
  });
});
