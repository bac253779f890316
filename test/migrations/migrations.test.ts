import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { KdfRequest } from '../../electron/vault/kdf-thread.ts';
import { type OpenOptions, THREADS } from '../../electron/vault/main.ts';
import { first } from '../../electron/vault/storage/migrations/001-first.ts';
import { analysis } from '../../electron/vault/storage/migrations/002-analysis.ts';
import { migrate, SCHEMA_VERSION } from '../../electron/vault/storage/migrations/index.ts';
import type { Thread } from '../../electron/vault/threads/contract.ts';
import { cleanUp, eventually, QUICK, type TestVault, temporaryFolder, testVault } from '../support/vaults.ts';
import { run } from '../unit/cli/command.ts';

const KEPT = import.meta.dirname;
const VERSIONS = readdirSync(KEPT)
  .flatMap((name) => /^v(\d+)\.db$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);
const Expected = z.strictObject({
  passphrase: z.string(),
  /** Canonical JSON, sorted. */
  records: z.array(z.string()),
  /** How many versions each record has. */
  histories: z.record(z.string(), z.int()),
  searches: z.record(z.string(), z.array(z.string())),
  conflicts: z.int(),
});

// many derivations of keys, on machines that may be busy
vi.setConfig({ testTimeout: 300_000 });

afterEach(cleanUp);

const derived = new Map<string, Promise<Uint8Array>>();
/** As the product derives them, each once: to open a home again shows nothing new of its passphrase. */
const ONCE: OpenOptions = { workers: { ...QUICK, kdf: deriveOnce } };

function deriveOnce(data: unknown): Thread {
  const { passphrase, salt } = data as KdfRequest;
  const asked = `${passphrase} ${Buffer.from(salt).toString('hex')}`;
  const key = derived.get(asked) ?? new Promise<Uint8Array>((resolve) => THREADS.kdf(data).once('message', resolve));
  derived.set(asked, key);
  const thread = new EventEmitter();
  void key.then((bytes) => thread.emit('message', Uint8Array.from(bytes)));
  return thread as unknown as Thread;
}

/** A home as a program of that version left it. */
function keptHome(version: number): { home: string; expected: z.infer<typeof Expected> } {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(home, { mode: 0o700 });
  copyFileSync(join(KEPT, `v${version}.db`), join(home, 'xinglin.db'));
  copyFileSync(join(KEPT, `v${version}.keyring`), join(home, 'keyring'));
  const expected = Expected.parse(JSON.parse(readFileSync(join(KEPT, `v${version}.json`), 'utf8')));
  return { home, expected };
}

async function exported(vault: TestVault): Promise<string[]> {
  const out = join(temporaryFolder(), 'out');
  await vault.ask('export.files', { job: 'out', format: 'ndjson', out, ids: 'own' });
  return readdirSync(out)
    .filter((name) => name !== 'manifest.json' && name !== 'deleted.ndjson')
    .flatMap((name) => readFileSync(join(out, name), 'utf8').split('\n'))
    .filter(Boolean)
    .sort();
}

describe('a database of every version', () => {
  it('is kept, also of the newest: run `node test/migrations/make.ts` after adding a migration', () => {
    expect(VERSIONS).toEqual(expect.arrayContaining([1, 2, SCHEMA_VERSION]));
  });

  it.each(VERSIONS)('version %i opens with everything that was in it, and works on', async (version) => {
    const { home, expected } = keptHome(version);
    const vault = await testVault(home, ONCE);
    await vault.ask('session.unlock', { passphrase: expected.passphrase });
    expect(await exported(vault)).toEqual(expected.records);
    for (const [key, versions] of Object.entries(expected.histories)) {
      const [type = '', id = ''] = key.split('/');
      expect(await vault.ask('record.history', { type, id }), key).toHaveLength(versions);
    }
    const status = await vault.ask('vault.status', {});
    expect(status).toMatchObject({ conflicts: expected.conflicts, quarantined: 0, alarms: [] });
    for (const [text, ids] of Object.entries(expected.searches)) {
      // an index that is new is filled in the background
      await eventually(
        async () => (await vault.ask('patient.search', { text })).hits.map(({ id }) => id),
        (found) => ids.every((id) => found.includes(id)),
      );
    }
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
    const { resource } = await vault.ask('record.create', {
      resource: { resourceType: 'Patient', name: [{ text: 'New' }] },
    });
    await vault.ask('record.patch', { type: 'Patient', id: String(resource.id), patch: { gender: 'male' } });
    await vault.vault.close();
    const again = await testVault(home, ONCE);
    await again.ask('session.unlock', { passphrase: expected.passphrase });
    expect(await exported(again)).toHaveLength(expected.records.length + 1);
    expect(await again.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
  });
});

/** Plain databases: what is tried here is the order of steps, not the cipher. */
function plainDatabase(): { file: string; db: Database.Database } {
  const file = join(temporaryFolder(), 'plain.db');
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  migrate(db, [first]);
  db.exec("INSERT INTO meta (key, value) VALUES ('kept', x'01')");
  return { file, db };
}

const versionOf = (db: Database.Database): unknown => db.pragma('user_version', { simple: true });
const tables = (db: Database.Database): unknown[] =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

describe('a migration', () => {
  it('that fails half way leaves the version before it whole, and is repeated', () => {
    const { db } = plainDatabase();
    const before = tables(db);
    const half = 'CREATE TABLE half (x); INSERT INTO half VALUES (1); SELECT no_such_function();';
    expect(() => migrate(db, [first, analysis, half])).toThrow('no_such_function');
    expect(versionOf(db)).toBe(2);
    expect(tables(db)).toEqual(before);
    migrate(db, [first, analysis, 'CREATE TABLE whole (x)']);
    expect(versionOf(db)).toBe(3);
    expect(tables(db)).toEqual([...before, 'whole'].sort());
    expect(db.prepare("SELECT key FROM meta WHERE key = 'kept'").get()).toEqual({ key: 'kept' });
    db.close();
  });

  it('that is killed at any statement leaves the version before it whole, and is repeated', async () => {
    const { file, db } = plainDatabase();
    db.close();
    const statements = [
      'CREATE TABLE one (x)',
      "INSERT INTO one SELECT value FROM json_each('[1,2,3]')",
      'ALTER TABLE meta ADD COLUMN more TEXT',
      "UPDATE meta SET more = 'x'",
    ];
    for (let at = 0; at <= statements.length; at++) {
      const sql = [...statements.slice(0, at), 'SELECT die()', ...statements.slice(at)].join(';');
      const ended = await killedIn(file, [first, sql]);
      expect(ended, `at ${at}`).toBe('SIGKILL');
      const opened = new Database(file);
      expect(versionOf(opened)).toBe(1);
      expect(tables(opened)).not.toContain('one');
      expect(opened.prepare('SELECT * FROM meta').all()).toEqual([{ key: 'kept', value: Buffer.of(1) }]);
      expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
      opened.close();
    }
    const opened = new Database(file);
    migrate(opened, [first, statements.join(';')]);
    expect(versionOf(opened)).toBe(2);
    opened.close();
  });

  it('never goes back: a database of a newer program is refused, and no byte of it is changed', async () => {
    const { home, expected } = keptHome(Math.max(...VERSIONS));
    const vault = await testVault(home, ONCE);
    await vault.ask('session.unlock', { passphrase: expected.passphrase });
    await vault.vault.close();
    const future = await import('../../electron/vault/storage/database.ts');
    const { readKeyring, openUser } = await import('../../electron/vault/access/keyring.ts');
    const { passphraseKey, unseal } = await import('../../shared/crypto/sodium.ts');
    const entry = readKeyring(join(home, 'keyring'))?.users[0];
    const keys = entry && (await openUser(entry.user, expected.passphrase, async (...of) => passphraseKey(...of)));
    const key = entry?.databaseKey && keys ? unseal(entry.databaseKey, keys.box) : null;
    const store = future.openStore({ file: join(home, 'xinglin.db'), key });
    store.transaction((writer) => writer.run(`PRAGMA user_version=${SCHEMA_VERSION + 1}`));
    store.close();
    const bytes = readFileSync(join(home, 'xinglin.db'));
    const environment = { XINGLIN_PASSPHRASE: expected.passphrase };
    for (const command of [['status'], ['repair']]) {
      const ended = await run(['--home', home, ...command], { environment, vault: ONCE });
      expect([command, ended.status, ended.error()]).toEqual([command, 1, 'database-newer']);
      expect(readFileSync(join(home, 'xinglin.db')).equals(bytes)).toBe(true);
      expect(existsSync(join(home, 'xinglin.db-wal')) && readFileSync(join(home, 'xinglin.db-wal')).length > 0).toBe(
        false,
      );
    }
  });
});

/** Runs migrations in a process of its own, in which the SQL function `die` is the end. */
function killedIn(file: string, migrations: readonly string[]): Promise<NodeJS.Signals | null> {
  const script = join(temporaryFolder(), 'migrate.ts');
  const root = join(import.meta.dirname, '..', '..');
  writeFileSync(
    script,
    `import Database from ${JSON.stringify(join(root, 'node_modules/better-sqlite3/lib/index.js'))};
     import { migrate } from ${JSON.stringify(join(root, 'electron/vault/storage/migrations/index.ts'))};
     const db = new Database(process.argv[2]);
     db.function('die', () => process.kill(process.pid, 'SIGKILL'));
     migrate(db, JSON.parse(process.argv[3]));`,
  );
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, file, JSON.stringify(migrations)],
    { stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
}
