/** The database of a workstation under new keys: what others wrote, what the clouds have of it, and again what only it had. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { sameBytes } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import { makeIdentity, saveIdentity } from '../access/identity.ts';
import type { Keyring, UserKeys, WrappedUser } from '../access/keyring.ts';
import { appendMembership, readMembers } from '../access/membership.ts';
import { dayIn } from '../records/dates.ts';
import { reindexSome } from '../records/reindex.ts';
import { heartbeat } from '../records/transaction.ts';
import type { Workspace } from '../records/workspace.ts';
import { type WrittenAgain, writeAgain } from '../records/write-again.ts';
import { openStore, type Reader, type Store, type Writer } from '../storage/database.ts';
import { logEnd } from '../storage/log.ts';
import { addRemote, listRemotes } from '../storage/remotes.ts';
import { beginTally, setWipeState } from '../storage/wipe.ts';
import type { VaultOptions } from '../world.ts';
import { alarm } from './alarms.ts';
import { converse } from './exchange.ts';
import { takeEnvelopes } from './intake.ts';
import { type Newcomer, openBundle } from './newcomer.ts';
import { memberTransport, type Wire } from './transport.ts';

/** What is done: what others wrote is `reading`, the clouds are asked, what only this workstation had is `writing`. */
export interface RenewalProgress {
  readonly phase: 'reading' | 'syncing' | 'writing';
  readonly done: number;
  readonly total?: number;
}

export interface RenewedOptions {
  /** The remote over which it was approved: that one has to answer. */
  readonly url: string;
  readonly newcomer: Newcomer;
  readonly user: WrappedUser;
  readonly keys: UserKeys;
  readonly key: Uint8Array;
  readonly signal: AbortSignal;
  /** The database that stands here, which is only read, and the new one. */
  readonly database: string;
  readonly file: string;
  readonly keyring: Pick<Keyring, 'clinicId' | 'deviceId'>;
  readonly options: Pick<VaultOptions, 'clock' | 'random' | 'networkTimeout'>;
  /** Told how far it is. */
  readonly tell?: (progress: RenewalProgress) => void;
  /** Told when it cannot be stopped any more: `signal` then only shortens what is left. */
  readonly finishing?: () => void;
  /** What carries requests; HTTP where nothing is said. */
  readonly wire?: Wire;
}

/** What belongs to the old keys, or says how far something of the old database was. */
const LEFT_BEHIND = ['identity', 'audit-checked', 'projection', 'reindexing', 'returning', 'unflushed'];
const AT_ONCE = 200;

/** Makes the database under the keys that were approved. Raises cancelled, code-mismatch, not-allowed, disk-full, cloud-alarm and the transport's failures; then nothing was changed. */
export async function renewedDatabase(renewed: RenewedOptions, sealed: Uint8Array): Promise<WrittenAgain> {
  const { newcomer, keyring, database, file, key, url } = renewed;
  const { bundle, roster } = openBundle(newcomer, sealed);
  if (!sameBytes(roster.clinicId, keyring.clinicId))
    raise('code-mismatch', 'The answer is of another clinic. Nothing was changed. Ask for a new code.');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const old = openStore({ file: database, key, readonly: true });
  const store = openStore({ file, key });
  try {
    const { workspace, reload } = workspaceOf(store, old, renewed, bundle.records);
    refuseOthers(workspace, renewed);
    await takeOthers(workspace, old, renewed);
    await exchange(workspace, reload, renewed, url);
    for (const other of listRemotes(store))
      if (other.url !== url) await exchangeIfThere(workspace, reload, renewed, other.url);
    refuseOthers(workspace, renewed);
    const wrote = (done: number): void => {
      refuseCancelled(renewed);
      renewed.tell?.({ phase: 'writing', done });
    };
    wrote(0);
    const again = await writeAgain(workspace, old, keyring.deviceId, wrote);
    if (again.left > 0) alarm(workspace, url, 'left-behind');
    if (logEnd(store, workspace.identity.deviceId).seq === 0) heartbeat(workspace);
    wrote(again.transactions);
    renewed.finishing?.(); // what goes out from here on names the new keys: they have to hold
    await exchangeIfThere(workspace, reload, renewed, url);
    return again;
  } finally {
    store.close();
    old.close();
  }
}

function workspaceOf(
  store: Store,
  old: Reader,
  { newcomer, keyring, user, keys, options }: RenewedOptions,
  records: readonly Uint8Array[],
): { workspace: Workspace; reload: () => void } {
  const { seeds } = newcomer;
  const name = nameOf(old, keyring);
  const identity = makeIdentity(keyring.clinicId, name, seeds.sign, seeds.box);
  store.transaction((writer) => {
    takeSettings(writer, old);
    saveIdentity(writer, keyring.clinicId, name, seeds.sign, seeds.box);
    if (!appendMembership(writer, identity, [...records]))
      raise('code-mismatch', 'The answer is not whole. Nothing was changed. Ask for a new code.');
    for (const { url, endpointKey } of listRemotes(old)) {
      addRemote(writer, url, options.clock.now(), endpointKey ?? undefined);
      beginTally(writer, url);
      setWipeState(writer, url, 'allowed'); // what it removes was removed here, too
    }
  });
  let members = readMembers(store);
  const dayOf = dayIn(members.profile.timeZone);
  reindexSome(store, dayOf); // nothing to do: what is applied from here on is indexed at once
  const active = { id: user.id, name: user.name, role: members.users.get(user.id)?.role ?? user.role, keys };
  return {
    workspace: {
      store,
      identity,
      clock: options.clock,
      random: options.random,
      members: () => members,
      user: () => active,
      dayOf,
      touched: () => undefined,
    },
    reload: () => {
      members = readMembers(store);
    },
  };
}

function nameOf(old: Reader, { deviceId }: Pick<Keyring, 'deviceId'>): string {
  const members = readMembers(old);
  return [...members.devices.values()].find(({ keys }) => sameBytes(keys.id, deviceId))?.name ?? 'Xinglin';
}

function takeSettings(writer: Writer, old: Reader): void {
  for (const { key, value } of old.all<{ key: string; value: Uint8Array }>('SELECT key, value FROM meta'))
    if (!LEFT_BEHIND.includes(key))
      writer.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING', key, value);
  for (const { entry } of old.all<{ entry: Uint8Array }>('SELECT entry FROM audit_waiting'))
    writer.run('INSERT INTO audit_waiting (entry) VALUES (?)', entry);
}

/** What other workstations wrote, in the order in which it came here. */
async function takeOthers(workspace: Workspace, old: Reader, renewed: RenewedOptions): Promise<void> {
  const own = renewed.keyring.deviceId;
  const total = old.get<{ n: number }>('SELECT count(*) AS n FROM envelope WHERE device <> ?', own)?.n ?? 0;
  for (let last = 0, done = 0; ; ) {
    refuseCancelled(renewed);
    renewed.tell?.({ phase: 'reading', done, total });
    const rows = old.all<{ eid: number; bytes: Uint8Array }>(
      'SELECT eid, bytes FROM envelope WHERE eid > ? AND device <> ? ORDER BY eid LIMIT ?',
      last,
      own,
      AT_ONCE,
    );
    if (rows.length === 0) return;
    workspace.store.transaction((writer) => {
      for (const { bytes } of rows) takeEnvelopes(workspace, writer, [new Uint8Array(bytes)], 'may stay');
    });
    last = rows.at(-1)?.eid ?? last;
    done += rows.length;
    await othersFirst();
  }
}

async function exchange(workspace: Workspace, reload: () => void, renewed: RenewedOptions, url: string): Promise<void> {
  const { options, signal, wire, tell } = renewed;
  tell?.({ phase: 'syncing', done: 0 });
  const transport = memberTransport(url, workspace.identity, options.networkTimeout, wire);
  const progressed = (done: number, total: number): void => tell?.({ phase: 'syncing', done, total });
  await converse({ workspace, transport, membershipChanged: reload, signal, progressed }, url);
}

/** The same with a remote that may be away: what it has is taken later. */
async function exchangeIfThere(
  workspace: Workspace,
  reload: () => void,
  renewed: RenewedOptions,
  url: string,
): Promise<void> {
  try {
    await exchange(workspace, reload, renewed, url);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.failure.code === 'disk-full') throw error;
  }
}

/** What is written again is signed and judged by who asked for it: this workstation may not have heard yet that they are no owner any more. Raises not-allowed. */
function refuseOthers(workspace: Workspace, { user }: RenewedOptions): void {
  const known = workspace.members().users.get(user.id);
  if (known?.status !== 'active' || known.role !== 'owner')
    raise(
      'not-allowed',
      'You are no owner of this clinic any more, and only an owner can do this. Nothing was changed. Let an owner log in here and ask for new keys.',
    );
}

/** Raises cancelled where nobody wants it any more. */
function refuseCancelled({ signal }: RenewedOptions): void {
  if (signal.aborted) raise('cancelled', 'Stopped as asked. Nothing was changed.');
}
