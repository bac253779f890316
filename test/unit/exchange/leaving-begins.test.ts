/** What is asked while something is read first (cohorts that a cohort is made of) may not be asked any more when it begins. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { VaultCore } from '../../../electron/vault/core.ts';
import { asExport, asGiven } from '../../../electron/vault/handlers/export.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';

afterEach(cleanUp);

/** As much of a vault as what leaves needs, and what its trail says. */
function coreOf() {
  const noted: unknown[] = [];
  const trail = {
    note: ({ what, outcome, error }: Record<string, unknown>) => noted.push([what, outcome, error]),
    sure: () => undefined,
    settle: () => true,
  };
  const clinic = { trail, workspace: { user: () => ({ id: 'u' }) } };
  const core = {
    clinic,
    analysis: null,
    jobs: new Map(),
    leaving: new Set(),
    files: { partials: join(temporaryFolder(), 'partials') },
  };
  return { core: core as unknown as VaultCore, noted };
}

const GIVEN = { job: 'j', noted: { event: 'export', what: 'cohort' }, stands: () => false, rows: () => 1 } as const;

it.each([
  [
    'a file',
    (core: VaultCore, work: () => Promise<number>) => asExport(core, { ...GIVEN, folder: temporaryFolder() }, work),
  ],
  ['an answer', (core: VaultCore, work: () => Promise<number>) => asGiven(core, GIVEN, work)],
])('%s that may not be had when it begins is not read', async (_, ask) => {
  const { core, noted } = coreOf();
  let reads = 0;
  const work = async () => ++reads;
  await expect(ask(core, work)).rejects.toMatchObject({ failure: { code: 'export-overtaken' } });
  expect(reads).toBe(0);
  expect(noted).toEqual([
    ['begun-cohort', undefined, undefined],
    ['cohort', 4, 'export-overtaken'],
  ]);
});
