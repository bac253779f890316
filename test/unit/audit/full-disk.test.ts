/** What leaves the program stands in the trail first: where it cannot, nothing leaves. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

/** What every statement of the binding inherits. */
const STATEMENT = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as {
  run(...params: unknown[]): unknown;
};
const run = STATEMENT.run;

afterEach(async () => {
  STATEMENT.run = run;
  await cleanUp();
});

/** From now on nothing can be written to a home; what is answered makes room. */
function fill({ home }: TestVault): () => void {
  STATEMENT.run = function (this: { database: { name: string } }, ...params: unknown[]): unknown {
    if (this.database.name === join(home, 'xinglin.db'))
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    return run.apply(this, params);
  };
  return () => {
    STATEMENT.run = run;
  };
}

async function clinic(): Promise<TestVault> {
  const vault = await testClinic();
  await vault.ask('record.create', { resource: { resourceType: 'Patient', gender: 'female' } });
  return vault;
}

async function trailOf({ ask }: TestVault): Promise<unknown[]> {
  const { rows } = await ask('audit.list', { filter: { events: ['export', 'print'] } });
  return rows.map(({ what, outcome, records, error }) => [what, outcome, records, error]).toReversed();
}

const EVERYBODY = { v: 1, where: { kind: 'all', of: [] } } as const;

describe('on a disk that is full', () => {
  it('no rows are given out that the trail could not say it of', async () => {
    const vault = await clinic();
    const makeRoom = fill(vault);
    await vault.refuse('cohort.members', { definition: EVERYBODY }, 'disk-full');
    makeRoom();
    await vault.ask('cohort.members', { definition: EVERYBODY });
    expect(await trailOf(vault)).toEqual([
      ['begun-cohort', 'done', undefined, undefined],
      ['cohort', 'failed', 0, 'disk-full'],
      ['begun-cohort', 'done', undefined, undefined],
      ['cohort', 'done', 1, undefined],
    ]);
  });

  it('no file is written elsewhere', async () => {
    const vault = await clinic();
    const out = temporaryFolder();
    fill(vault);
    await vault.refuse('cohort.export', { job: 'j', definition: EVERYBODY, out, locale: 'en' }, 'disk-full');
    expect(readdirSync(out)).toEqual([]);
  });

  it('the window is told before it prints, and a print that ended before is noted once there is room', async () => {
    const vault = await clinic();
    const kit = { action: 'print', what: 'kit' } as const;
    await vault.ask('audit.note', { ...kit, stage: 'begun' });
    const makeRoom = fill(vault);
    await vault.refuse('audit.note', { action: 'print', what: 'page', stage: 'begun' }, 'disk-full');
    await vault.ask('audit.note', { ...kit, stage: 'done' });
    makeRoom();
    expect(await trailOf(vault)).toEqual([
      ['begun-kit', 'done', undefined, undefined],
      ['begun-page', 'done', undefined, undefined],
      ['page', 'failed', undefined, 'disk-full'],
      ['kit', 'done', undefined, undefined],
    ]);
  });
});
