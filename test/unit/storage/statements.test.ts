import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onTarget } from '../../../electron/vault/backup/files.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { keyOfHome } from '../../support/database.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients, contentsOf, expectWhole } from './clinic.ts';

/** What every statement of the binding inherits. */
const STATEMENT = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as {
  run(...params: unknown[]): unknown;
};
const run = STATEMENT.run;

// many derivations of keys, on machines that may be busy
vi.setConfig({ testTimeout: 300_000 });

afterEach(async () => {
  STATEMENT.run = run;
  await cleanUp();
  await closeClouds();
});

/** The disk under a home is full when statement `at` (from 1) is about to write. Tells how many there were. */
function fullAt(home: string, at: number): () => number {
  let count = 0;
  STATEMENT.run = function (this: { database: { name: string } }, ...params: unknown[]): unknown {
    if (this.database.name === join(home, 'xinglin.db') && ++count === at)
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    return run.apply(this, params);
  };
  return () => {
    STATEMENT.run = run;
    return count;
  };
}

async function contents(home: string, key: Uint8Array): Promise<unknown> {
  const store = openStore({ file: join(home, 'xinglin.db'), key, readonly: true });
  try {
    return contentsOf(store);
  } finally {
    store.close();
  }
}

/** What stays of work in several transactions, as an import with its book: all that it does, from one statement on. */
const AS_IT_ENDS = Symbol('as it ends');

/**
 * Does something again and again, each time with the disk full one statement later, until it is done. Returns the number of
 * statements. `done`: what is there when only notes on the work are missing; otherwise what fails changes nothing.
 */
async function atEveryStatement(
  vault: TestVault,
  key: Uint8Array,
  act: () => Promise<string>,
  done?: unknown,
): Promise<number> {
  const before = await contents(vault.home, key);
  let now = before;
  let moved = false;
  for (let at = 1; ; at++) {
    const restore = fullAt(vault.home, at);
    const code = await act();
    const count = restore();
    if (count < at) {
      expect(code, `statement ${at}`).toBe('ok');
      if (moved) expect(await contents(vault.home, key)).toEqual(now);
      else if (done === undefined || done === AS_IT_ENDS) expect(await contents(vault.home, key)).not.toEqual(before);
      else expect(await contents(vault.home, key)).toEqual(done);
      await expectWhole(vault);
      return count;
    }
    expect(code, `statement ${at}`).toBe('disk-full');
    const found = await contents(vault.home, key);
    if (done === AS_IT_ENDS && !moved && JSON.stringify(found) !== JSON.stringify(before)) {
      now = found; // and never another
      moved = true;
    } else if (done !== undefined && JSON.stringify(found) === JSON.stringify(done)) now = done; // and never back
    expect(found, `statement ${at}`).toEqual(now);
  }
}

describe('a disk that is full at any statement', () => {
  it('refuses the change as a whole, and the next one goes through', async () => {
    const a = await testClinic(undefined, { gathering: 3_600_000 }); // what is noted meanwhile would count among the statements
    const key = await keyOfHome(a.home);
    const [id = ''] = await addPatients(a, 0, 1);
    const codeOf = async (asked: Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<string> => {
      const result = await asked;
      return result.ok ? 'ok' : result.error.code;
    };
    const file = join(temporaryFolder(), 'lab.ndjson');
    const lines = [1, 2, 3].map(
      (n) =>
        `{"resourceType":"Observation","id":"o${n}","status":"final","code":{"text":"x"},"valueQuantity":{"value":${n}.00}}`,
    );
    writeFileSync(file, lines.join('\n'));
    const { vault } = a;
    const acts: Record<string, () => Promise<string>> = {
      create: () =>
        codeOf(vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ text: 'Full' }] } })),
      save: () => codeOf(vault.ask('record.patch', { type: 'Patient', id, patch: { gender: 'other' } })),
      visit: () =>
        codeOf(
          vault.ask('visit.record', { patient: id, complaint: 'cough', vitals: { systolic: 120, diastolic: 80 } }),
        ),
      import: () => codeOf(vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:lab' })),
      remove: () => codeOf(vault.ask('record.delete', { type: 'Patient', id })),
    };
    for (const [name, act] of Object.entries(acts))
      expect(await atEveryStatement(a, key, act, name === 'import' ? AS_IT_ENDS : undefined), name).toBeGreaterThan(4);
  }, 300_000);

  it('takes nothing of a sync, loses nothing, and takes it all when there is room', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const file = join(temporaryFolder(), 'old');
    await a.ask('backup.create', { job: 'b', file });
    await addPatients(a, 0, 3);
    await a.ask('sync.run', { untilIdle: true });
    const b = await testVault();
    await b.ask('backup.restore', { job: 'r', file, passphrase: PASSPHRASE });
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    const key = await keyOfHome(b.home);
    const all = await contents(a.home, await keyOfHome(a.home));
    const act = async (): Promise<string> => {
      const result = await b.vault.ask('sync.run', { untilIdle: true });
      return result.ok ? 'ok' : result.error.code;
    };
    const statements = await atEveryStatement(b, key, act, all);
    expect(statements).toBeGreaterThan(10);
  }, 300_000);

  it('on which a backup was to go is told as such; the backup before stays', async () => {
    const a = await testClinic();
    const folder = temporaryFolder();
    const file = join(folder, 'b');
    await a.ask('backup.create', { job: 'b', file });
    const before = readFileSync(file);
    // a folder where the copy is written first: as little to be written to as a full disk
    mkdirSync(`${file}.partial`);
    await a.refuse('backup.create', { job: 'b', file }, 'file-unwritable');
    rmdirSync(`${file}.partial`);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['b']);
    await a.ask('backup.create', { job: 'b', file });
    await expectWhole(a);
  });

  it('is told from others by what the system says of a write', () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' });
    expect(() =>
      onTarget(() => {
        throw full;
      }),
    ).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'disk-full' }) }));
  });
});

describe('a journal that was cut off anywhere, as by a loss of power', () => {
  it('gives the state before the transaction or after it, never between', async () => {
    const a = await testClinic();
    const key = await keyOfHome(a.home);
    const [id = ''] = await addPatients(a, 0, 6, 5000);
    const folder = temporaryFolder();
    const database = join(a.home, 'xinglin.db');
    const before = JSON.stringify(await contents(a.home, key));
    const length = readFileSync(`${database}-wal`).length;
    await a.ask('visit.record', {
      patient: id,
      complaint: 'cough',
      vitals: { systolic: 120, diastolic: 80 },
      note: 'n'.repeat(3000),
    });
    const journal = readFileSync(`${database}-wal`);
    const after = JSON.stringify(await contents(a.home, key));
    expect(journal.length).toBeGreaterThan(length + 10 * 4096);
    const seen: string[] = [];
    for (let cut = length; cut <= journal.length; cut += 1373) {
      const home = join(folder, String(cut));
      mkdirSync(home);
      copyFileSync(database, join(home, 'xinglin.db'));
      writeFileSync(join(home, 'xinglin.db-wal'), journal.subarray(0, Math.min(cut, journal.length)));
      const store = openStore({ file: join(home, 'xinglin.db'), key });
      const found = JSON.stringify(contentsOf(store));
      expect(store.check()).toEqual([]);
      store.close();
      seen.push(found === before ? 'before' : found === after ? 'after' : 'between');
    }
    expect(new Set(seen)).toEqual(new Set(['before']));
    const home = join(folder, 'all');
    mkdirSync(home);
    copyFileSync(database, join(home, 'xinglin.db'));
    writeFileSync(join(home, 'xinglin.db-wal'), journal);
    expect(JSON.stringify(await contents(home, key))).toBe(after);
  });
});
