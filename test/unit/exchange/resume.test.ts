import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { keyOfHome } from '../../support/database.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';
import { about, folderOf, patient } from './support.ts';

afterEach(cleanUp);

const IMPORTING = join(import.meta.dirname, '..', '..', 'fixtures', 'vault-importing.ts');

/** Records with references to each other, to what is not there, the same twice, others under the same name, and lines that are none. */
function lines(count: number): string {
  const all = Array.from({ length: count }, (_, i) => {
    if (i % 500 === 7) return '{"resourceType":"Patient","id":';
    if (i % 500 === 9) return JSON.stringify(patient('p3', { gender: 'other' }));
    if (i % 500 === 11) return JSON.stringify(patient('p0'));
    if (i % 3 === 0) return JSON.stringify(patient(`p${i}`));
    return JSON.stringify(
      about(`o${i}`, `Patient/p${i % 9 === 1 ? 'away' : i - (i % 3)}`, { status: 'final', code: { text: 'x' } }),
    );
  });
  return `${all.join('\n')}\n`;
}

/** Imports in a process of its own, which is killed when some batches are durable. */
function importAndDie(home: string, file: string): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', IMPORTING, home, PASSPHRASE, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.includes('under way')) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(out)));
}

/** All that an import leaves, whichever way it took there. */
async function contents(home: string): Promise<unknown> {
  const store = openStore({ file: join(home, 'xinglin.db'), key: await keyOfHome(home), readonly: true });
  try {
    return {
      records: store.all('SELECT type, id, json, deleted, version FROM record ORDER BY type, id'),
      sources: store.all('SELECT type, id, system, original, hex(digest) AS digest FROM source ORDER BY type, id'),
      identifiers: store.all('SELECT type, value, system FROM identifier ORDER BY type, value'),
    };
  } finally {
    store.close();
  }
}

async function unlocked(home: string): Promise<TestVault> {
  const vault = await testVault(home);
  await vault.ask('session.unlock', { passphrase: PASSPHRASE });
  return vault;
}

describe('an import that was cut off', () => {
  it('goes on where it stood after a kill, and ends as one that was not cut', async () => {
    const file = join(folderOf({ 'x.ndjson': lines(7000) }), 'x.ndjson');
    const whole = await testClinic();
    const cut = await testClinic();
    await cut.vault.close();
    expect(await importAndDie(cut.home, file)).not.toContain('ended');
    const again = await unlocked(cut.home);
    const [run] = await again.ask('import.list', {});
    expect(run).toMatchObject({ state: 'cut-off' });
    expect(run?.created).toBeGreaterThanOrEqual(2000);
    const resumed = await again.ask('import.resume', { job: 'r', run: run?.run ?? '' });
    const straight = await whole.ask('import.files', { job: 'i', paths: [file], system: 'urn:hospital' });
    expect(resumed).toEqual({ ...straight, run: run?.run });
    expect(await again.ask('import.list', {})).toMatchObject([{ run: run?.run, state: 'done' }]);
    await again.vault.close();
    await whole.vault.close();
    expect(await contents(cut.home)).toEqual(await contents(whole.home));
  }, 120_000);

  it('does not go on with other files', async () => {
    const clinic = await testClinic();
    const file = join(folderOf({ 'x.ndjson': lines(6000) }), 'x.ndjson');
    const importing = clinic.ask('import.files', { job: 'i', paths: [file] });
    await clinic.ask('job.cancel', { job: 'i' });
    const { run = '', cancelled } = await importing;
    expect(cancelled).toBe(true);
    appendFileSync(file, JSON.stringify(patient('late')));
    await clinic.refuse('import.resume', { job: 'r', run }, 'import-changed');
  });
});

describe('a dry run', () => {
  it('says what the import will say, and writes nothing', async () => {
    const clinic = await testClinic();
    const file = join(folderOf({ 'x.ndjson': lines(1500) }), 'x.ndjson');
    await clinic.ask('import.files', {
      job: 'a',
      paths: [folderOf({ 'y.ndjson': [patient('p0'), patient('p3', { gender: 'male' })] })],
      system: 'urn:hospital',
    });
    const tables = async (): Promise<unknown> => {
      const store = openStore({
        file: join(clinic.home, 'xinglin.db'),
        key: await keyOfHome(clinic.home),
        readonly: true,
      });
      try {
        const names = store.all<{ name: string }>(
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT IN ('audit_waiting', 'sqlite_sequence')",
        );
        return names
          .map(({ name }) => [name, store.get(`SELECT count(*) AS n FROM "${name}"`)])
          .concat(store.all('SELECT * FROM record') as never);
      } finally {
        store.close();
      }
    };
    const before = await tables();
    const dry = await clinic.ask('import.files', { job: 'b', paths: [file], system: 'urn:hospital', dryRun: true });
    expect(await tables()).toEqual(before);
    expect(dry).toMatchObject({ updated: 1, rejected: 6 });
    expect(dry.run).toBeUndefined();
    const { run: _, ...real } = await clinic.ask('import.files', { job: 'c', paths: [file], system: 'urn:hospital' });
    expect(dry).toEqual(real);
  });
});

describe('deletions by the sender', () => {
  const gone = {
    resourceType: 'Bundle',
    type: 'history',
    entry: [{ request: { method: 'DELETE', url: 'Patient/p' } }, { resource: patient('p') }],
  };

  it('are told where they were not chosen, and applied where they were', async () => {
    const clinic = await testClinic();
    const bring = async (records: object, deletions = false) =>
      clinic.ask('import.files', { job: 'x', paths: [folderOf({ 'x.json': records })], system: 'urn:h', deletions });
    await bring(patient('p'));
    expect(await bring(gone)).toMatchObject({ updated: 0, errors: [{ code: 'not-allowed', line: 1 }] });
    const deleted = await bring(gone, true);
    expect(deleted).toMatchObject({ updated: 1, rejected: 0 });
    expect((await clinic.ask('import.undo', { job: 'u', run: deleted.run ?? '' })).restored).toBe(1);
    expect(await bring(gone, true)).toMatchObject({ updated: 1 });
    expect(await bring(patient('p'))).toMatchObject({ created: 1 });
  });
});
