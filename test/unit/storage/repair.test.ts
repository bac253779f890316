import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadIdentity } from '../../../electron/vault/access/identity.ts';
import { readMembers } from '../../../electron/vault/access/membership.ts';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { REBUILT, rebuild } from '../../../electron/vault/repair/rebuild.ts';
import { openStore, type Store } from '../../../electron/vault/storage/database.ts';
import { takeEnvelopes } from '../../../electron/vault/sync/intake.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { keyOfHome } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { cleanUp, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients, contentsOf, everythingOf, expectWhole } from './clinic.ts';

const PAGE = 4096;
const JOB = 'repair';
const PART = Math.max(1, Math.round(3 / runs(1)));
const FOUNDATIONS = ['envelope', 'membership', 'meta', 'record', 'sqlite_schema'];
const QUIET = { tell: () => undefined, cancelled: () => false };

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

/** Flips one bit in the middle of each page. */
function damage(file: string, ...pages: number[]): void {
  const bytes = readFileSync(file);
  for (const page of pages) {
    const at = (page - 1) * PAGE + PAGE / 2;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
  writeFileSync(file, bytes);
}

/** The code of an expected failure. */
async function failure(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExpectedError) return error.failure.code;
    throw error;
  }
  return 'ok';
}

/** A second name for what `pages` belongs to: by table or index, and what kind of page. */
function pagesByTable(store: Store): Map<string, number[]> {
  const pages = new Map<string, number[]>();
  for (const { name, pageno } of store.all<{ name: string; pageno: number }>('SELECT name, pageno FROM dbstat'))
    pages.set(name, [...(pages.get(name) ?? []), pageno]);
  return pages;
}

/** What repair takes over, and what follows from envelopes or is found out again. A new table has to be one of them: see electron/vault/repair/. */
const TAKEN = [
  'audit_waiting',
  'envelope',
  'heard',
  'import_run',
  'import_run_change',
  'membership',
  'meta',
  'remote',
  'repair',
  'said_reference',
];
const FOLLOWS = [
  ...[
    'about',
    'admission',
    'alias',
    'audit',
    'breach',
    'change',
    'coded',
    'concept',
    'duplicate_key',
    'duplicate_pair',
    'epoch_key',
    'fact',
    'fact_count',
    'fact_name',
    'fact_person',
    'full_text',
    'identifier',
    'merged',
    'moved',
    'observed',
    'observed_kind',
    'patient_link',
    'quarantine',
    'record',
    'redaction',
    'refused_statement',
    'residue',
    'rewrap',
    'rule_key',
  ],
  ...['cohort_look', 'cohort_member'], // counted anew when it is next opened
  ...['search_key', 'search_keyed', 'search_token', 'search_word', 'set_aside', 'source', 'worked', 'first_author'],
  ...[
    'alarm',
    'contents_owed',
    'redaction_told',
    'remote_claim',
    'remote_has',
    'remote_incarnation',
    'remote_log',
    'wipe_guard',
  ], // told again by the next sync
];

it('knows of every table what becomes of it', () => {
  const store = openStore({ file: join(temporaryFolder(), 'new.db'), key: new Uint8Array(32).fill(1) });
  const tables = store.all<{ name: string }>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
  );
  store.close();
  expect(tables.map(({ name }) => name).sort()).toEqual([...TAKEN, ...FOLLOWS].sort());
});

describe('a damaged page', () => {
  it('wherever it is gives no wrong data; what is rebuilt and synced is what was there, or it says that a backup is needed', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const ids = await addPatients(a, 0, 14, 700);
    await a.ask('record.delete', { type: 'Patient', id: ids[3] ?? '' });
    await a.ask('sync.run', { untilIdle: true });
    await a.vault.close();
    const good = join(a.home, 'xinglin.db');
    const key = await keyOfHome(a.home);
    const original = openStore({ file: good, key, readonly: true });
    const expected = contentsOf(original);
    const envelopes = original
      .all<{ bytes: Uint8Array }>('SELECT bytes FROM envelope ORDER BY eid')
      .map(({ bytes }) => new Uint8Array(bytes));
    const names = new Map([...pagesByTable(original)].flatMap(([name, pages]) => pages.map((page) => [page, name])));
    original.close();

    const refused = new Set<string | undefined>();
    for (let page = 1; page <= statSync(good).size / PAGE; page++) {
      // of those from which everything follows all, of the rest a part
      if (!FOUNDATIONS.includes(names.get(page) ?? '') && page % PART !== 0) continue;
      const file = join(temporaryFolder(), 'damaged.db');
      cpSync(good, file);
      damage(file, page);
      const name = names.get(page);
      const noticed = await failure(async () => {
        const store = openStore({ file, key });
        try {
          const members = readMembers(store);
          const { ok, problems } = await verifyHome({ store, members: () => members });
          expect(ok, `page ${page} of ${name}`).toBe(name === undefined); // a free page holds nothing
          if (!ok) expect(problems.join('\n'), `page ${page}`).toContain(name === 'sqlite_schema' ? 'page' : name);
        } finally {
          store.close();
        }
      });
      expect(noticed, `page ${page} of ${name}`).toMatch(/^(ok|database-damaged)$/);

      const work = join(temporaryFolder(), 'work');
      const rebuilt = await failure(() => rebuild({ database: file, key, work, now: 1 }, QUIET));
      if (rebuilt !== 'ok') {
        expect(rebuilt).toBe('database-damaged');
        refused.add(name);
        continue;
      }
      const store = openStore({ file: join(work, REBUILT), key });
      const members = readMembers(store);
      const workspace = {
        identity: loadIdentity(store),
        members: () => members,
        clock: { now: () => 1 },
        dayOf: dayIn(members.profile.timeZone),
      };
      expect(store.transaction((writer) => takeEnvelopes(workspace, writer, envelopes)).problem).toBeNull();
      expect(contentsOf(store), `page ${page} of ${name}`).toEqual(expected);
      expect(await verifyHome({ store, members: () => members })).toMatchObject({ ok: true });
      store.close();
    }
    // without the schema, or what this workstation is, there is nothing to begin with
    expect([...refused].sort()).toEqual(['membership', 'meta', 'sqlite_schema']);
  }, 300_000);

  it('of each table: the vault says so, goes on, and is repaired by a command and a sync', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const ids = await addPatients(a, 0, 14, 700);
    await a.ask('sync.run', { untilIdle: true });
    const expected = await everythingOf(a, ids);
    await a.vault.close();
    const store = openStore({ file: join(a.home, 'xinglin.db'), key: await keyOfHome(a.home), readonly: true });
    const pages = pagesByTable(store);
    store.close();
    const all = (name: string): number[] => pages.get(name) ?? [];
    const damaged: Record<string, number[]> = {
      envelope: all('envelope'),
      'records and all that follows from them': [...all('record'), ...all('change'), ...all('search_token')],
      'an index': all('sqlite_autoindex_record_1').slice(-1),
      'the remotes': all('remote'),
    };
    for (const [what, where] of Object.entries(damaged)) {
      const home = join(temporaryFolder(), 'home');
      cpSync(a.home, home, { recursive: true });
      damage(join(home, 'xinglin.db'), ...where);
      const b = await testVault(home);
      const unlocked = await b.vault.ask('session.unlock', { passphrase: PASSPHRASE });
      expect(unlocked.ok ? 'database-damaged' : unlocked.error.code, what).toBe('database-damaged');
      if (unlocked.ok) {
        // whatever is asked of it, the vault answers
        for (const id of ids) {
          const read = await b.vault.ask('record.json', { type: 'Patient', id });
          if (!read.ok) expect(read.error.code).toBe('database-damaged');
        }
        const found = await b.vault.ask('patient.search', { text: 'bao' });
        if (!found.ok) expect(found.error.code).toBe('database-damaged');
        expect((await b.ask('vault.verify', {})).ok).toBe(false);
      }
      await b.refuse('storage.repair', { job: JOB, passphrase: 'not it' }, 'wrong-passphrase');
      const report = await b.ask('storage.repair', { job: JOB, passphrase: PASSPHRASE });
      expect(readFileSync(report.kept).length).toBe(statSync(join(a.home, 'xinglin.db')).size);
      expect(report.missing > 0, what).toBe(what === 'envelope');
      expect(await b.ask('session.state', {})).toMatchObject({ kind: 'locked' });
      await b.ask('session.unlock', { passphrase: PASSPHRASE });
      await b.ask('sync.run', { untilIdle: true });
      expect(await everythingOf(b, ids), what).toEqual(expected);
      await expectWhole(b);
      await addPatients(b, 40, 41);
      expect((await b.ask('sync.run', { untilIdle: true })).pushed).toBe(1);
      expect((await b.ask('sync.status', {})).alarms, what).toEqual([]);
      expect(readdirSync(home).filter((name) => /^xinglin\.damaged.*\.db$/.test(name))).toHaveLength(1);
      expect(existsSync(join(home, 'work'))).toBe(false);
      await b.vault.close();
    }
  }, 300_000);
});

describe('a redaction', () => {
  it('stays one when the database is rebuilt: what was dropped is not missed, what was carried over is there', async () => {
    const a = await testClinic();
    const ids = await addPatients(a, 0, 4);
    const reason = 'asked for by the patient';
    await a.ask('record.redact', { type: 'Patient', id: ids[1] ?? '', reason });
    await addPatients(a, 4, 5);
    await a.vault.close();
    const key = await keyOfHome(a.home);
    const database = join(a.home, 'xinglin.db');
    const work = join(temporaryFolder(), 'work');
    expect(await rebuild({ database, key, work, now: 1 }, QUIET)).toMatchObject({ records: 4, missing: 0 });
    const [before, after] = [database, join(work, REBUILT)].map((file) => openStore({ file, key, readonly: true }));
    if (!before || !after) throw new Error('two databases');
    expect(contentsOf(after)).toEqual(contentsOf(before));
    before.close();
    after.close();
  }, 300_000);
});
