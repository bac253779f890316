/**
 * Makes a new database out of what can be read of a damaged one: this workstation's identity, the clinic's membership, the remotes,
 * and every envelope, each applied again. Everything else (records, history, indexes, inbox) follows from these.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { type Identity, loadIdentity } from '../access/identity.ts';
import { appendMembership, findMembers, type Members } from '../access/membership.ts';
import { countsOf } from '../backup/check.ts';
import { proceed, type Task } from '../backup/task.ts';
import { dayIn } from '../records/dates.ts';
import { reindexSome } from '../records/reindex.ts';
import { openStore, type Store, type Writer } from '../storage/database.ts';
import { addRemote, listRemotes } from '../storage/remotes.ts';
import { takeEnvelopes } from '../sync/intake.ts';
import { awaitOwn } from '../sync/returning.ts';
import { type Salvage, salvage } from './salvage.ts';

export interface RepairInput {
  readonly database: string;
  readonly key: Uint8Array;
  /** Folder in which the new database is made; made here, left to the caller. */
  readonly work: string;
  /** Milliseconds. */
  readonly now: number;
}

export interface Rebuilt {
  readonly envelopes: number;
  readonly records: number;
  /** Envelopes that were here, as far as can be known, and could not be read. */
  readonly missing: number;
}

/** The name of the new database in the folder. */
export const REBUILT = 'rebuilt.db';

/** What is not taken over: it says how far an index or a sync of the old database was. */
const LEFT_BEHIND = new Set(['audit-checked', 'projection', 'reindexing', 'returning', 'unflushed']);
const AT_ONCE = 200;

/** Raises database-damaged where identity or membership cannot be read: then only a backup helps. Raises disk-full, cancelled. */
export async function rebuild({ database, key, work, now }: RepairInput, task: Task): Promise<Rebuilt> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  const old = salvage(database, key);
  try {
    const store = openStore({ file: join(work, REBUILT), key });
    try {
      const { identity, members } = store.transaction((writer) => takeGround(writer, old));
      await takeLog(store, { identity, members }, old, now, task);
      store.transaction((writer) => {
        // they have no place in the chain yet: nobody else knows of them
        for (const { entry } of old.waiting) writer.run('INSERT INTO audit_waiting (entry) VALUES (?)', entry);
        for (const { device, at } of old.heard) writer.run('UPDATE heard SET at = ? WHERE device = ?', at, device);
        takeRuns(writer, old);
        awaitOwn(
          writer,
          listRemotes(writer).map(({ url }) => url),
        );
      });
      if (store.check().length > 0) throw new Error('a database that was just made is not whole');
      return { ...countsOf(store), missing: missingOf(store, old) };
    } finally {
      store.close();
    }
  } finally {
    old.close();
  }
}

/** Who this workstation is, and to whom it belongs. */
function takeGround(writer: Writer, old: Salvage): { identity: Identity; members: Members } {
  const kept = old.meta.filter(({ key }) => !LEFT_BEHIND.has(key));
  if (!kept.some(({ key }) => key === 'identity')) beyondRepair();
  for (const { key, value } of kept) writer.run('INSERT INTO meta (key, value) VALUES (?, ?)', key, value);
  const identity = loadIdentity(writer);
  if (old.membership.length === 0 || !appendMembership(writer, identity, old.membership)) beyondRepair();
  for (const { url, added } of old.remotes) addRemote(writer, url, added);
  return { identity, members: findMembers(writer) ?? beyondRepair() };
}

/** Transactions are named by their hashes, which are the same in the new database. */
function takeRuns(writer: Writer, old: Salvage): void {
  for (const [table, rows] of [
    ['import_run', old.runs],
    ['import_run_change', old.runChanges],
    ['repair', old.repairs],
    ['said_reference', old.saidReferences],
  ] as const)
    for (const row of rows) {
      const names = Object.keys(row);
      const values = Object.values(row).map((value) => (value instanceof Uint8Array ? new Uint8Array(value) : value));
      writer.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...values);
    }
}

async function takeLog(
  store: Store,
  { identity, members }: { identity: Identity; members: Members },
  old: Salvage,
  now: number,
  task: Task,
): Promise<void> {
  const dayOf = dayIn(members.profile.timeZone);
  reindexSome(store, dayOf); // nothing to do: what is applied from here on is indexed at once
  const workspace = { identity, members: () => members, clock: { now: () => now }, dayOf };
  const total = old.places().size;
  let done = 0;
  let batch: Uint8Array[] = [];
  const take = (): void => {
    // one by one: an envelope that does not prove itself stops no other
    store.transaction((writer) => {
      for (const bytes of batch) takeEnvelopes(workspace, writer, [bytes], 'may stay');
    });
    done += batch.length;
    batch = [];
    proceed(task, { phase: 'writing', done, total, unit: 'records' });
  };
  for (const bytes of old.envelopes()) {
    batch.push(bytes);
    if (batch.length === AT_ONCE) take();
  }
  take();
}

/** Places that the old database names and the new one does not have, and gaps before what it has. */
function missingOf(store: Store, old: Salvage): number {
  const here = store.all<{ device: Uint8Array; seq: number }>('SELECT device, seq FROM envelope');
  const known = new Set(here.map(({ device, seq }) => `${toHex(device)}/${seq}`));
  const expected = old.places();
  for (const { device, last } of store.all<{ device: Uint8Array; last: number }>(
    'SELECT device, max(seq) AS last FROM envelope GROUP BY device',
  ))
    for (let seq = 1; seq <= last; seq++) expected.add(`${toHex(device)}/${seq}`);
  return [...expected].filter((place) => !known.has(place)).length;
}

function beyondRepair(): never {
  raise(
    'database-damaged',
    'The damage took what makes this workstation known to the clinic. Nothing was changed. Restore a backup, or enrol it again.',
  );
}
