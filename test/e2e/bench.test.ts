import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { BENCHES } from '../bench/registry.ts';
import { BENCH_LIMIT_MS, expectRuns } from '../support/benches.ts';

const NAMES = Object.keys(BENCHES).filter((name) => BENCHES[name]?.needsWindow);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the benches that need a window', () => {
  it(`run: ${NAMES.join(', ')}`, { timeout: BENCH_LIMIT_MS }, () => expectRuns(NAMES, folder));
});
