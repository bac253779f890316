/**
 * A clinic with several people and workstations whose programs do what they like: they name any head, sign as anybody whose keys
 * they have. No key is derived from a passphrase.
 */
import { join } from 'node:path';
import { type Identity, makeIdentity, publicKeys, saveIdentity } from '../../../../electron/vault/access/identity.ts';
import { createUser, type UserKeys, type WrappedUser } from '../../../../electron/vault/access/keyring.ts';
import {
  appendMembership,
  epochKey,
  membershipRecords,
  readMembers,
} from '../../../../electron/vault/access/membership.ts';
import {
  addDeviceRecord,
  genesisRecord,
  type RecordContext,
  userRecord,
} from '../../../../electron/vault/access/membership-records.ts';
import { sealTransaction } from '../../../../electron/vault/crypto/seal.ts';
import { type RootKeys, rootKeys } from '../../../../electron/vault/crypto/words.ts';
import { listQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { openStore, type Store } from '../../../../electron/vault/storage/database.ts';
import { takeEnvelopes } from '../../../../electron/vault/sync/intake.ts';
import { takeMembership } from '../../../../electron/vault/sync/membership.ts';
import type { Role } from '../../../../shared/access/roles.ts';
import { KDF_FLOOR, randomBytes } from '../../../../shared/crypto/sodium.ts';
import { encodeBody } from '../../../../shared/envelope/body.ts';
import { clinicIdOf } from '../../../../shared/envelope/layout.ts';
import { membershipHash } from '../../../../shared/protocol/membership.ts';
import { quickKdf } from '../../../support/quick-kdf.ts';
import { temporaryFolder } from '../../../support/vaults.ts';

const random = { bytes: randomBytes };
export const NOON = Date.UTC(2026, 5, 1);

export interface Person {
  readonly user: WrappedUser;
  readonly keys: UserKeys;
}

/** A workstation and where its log ends. */
export interface Station {
  readonly identity: Identity;
  seq: number;
  previous: Uint8Array;
}

export interface Written {
  readonly bytes: readonly Uint8Array[];
  /** Of the last envelope: what names the transaction. */
  readonly hash: Uint8Array;
}

/** What an envelope is to say, where it is not what an honest program would. */
export interface Said {
  /** Index of the membership record that it names. */
  readonly head?: number;
  readonly epoch?: number;
  readonly hlc?: number;
  readonly keys?: UserKeys;
  readonly members?: number;
}

export interface Staff {
  readonly clinicId: Uint8Array;
  readonly root: RootKeys;
  readonly stations: readonly Station[];
  readonly people: ReadonlyMap<string, Person>;
  /** The whole membership log, by the workstation at its authority. */
  readonly log: Store;
  /** A workstation that has taken no more than the first records: all stations, all people. */
  observer(station: number): Workspace;
  context(by?: { person?: string; station?: number; root?: boolean; log?: Store }): RecordContext;
  /** Another log with the same records, on which somebody else appends. */
  branch(): Store;
  /** Appends a record to the log, or to another one. */
  append(record: Uint8Array, log?: Store): Uint8Array;
  write(station: Station, person: string, ops: readonly unknown[], said?: Said, log?: Store): Written;
}

/** A person with keys; wrapped under something that is no passphrase. */
export async function person(id: string, role: Role): Promise<Person> {
  return createUser({ id, name: `Name of ${id}`, role, passphrase: id }, KDF_FLOOR, quickKdf, random);
}

/** A clinic of these people; the first is its first owner. */
export async function makeStaff(roles: Readonly<Record<string, Role>>, count = 4): Promise<Staff> {
  const root = rootKeys(randomBytes(32));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = Array.from({ length: count }, () => [randomBytes(32), randomBytes(32)] as const);
  const stations = seeds.map(([sign, box], n): Station => {
    return { identity: makeIdentity(clinicId, `Station ${n}`, sign, box), seq: 0, previous: new Uint8Array(32) };
  });
  const people = new Map<string, Person>();
  for (const [id, role] of Object.entries(roles)) people.set(id, await person(id, role));
  const storeOf = (n: number): Store => {
    const store = openStore({ file: join(temporaryFolder(), 'x.db'), key: randomBytes(32) });
    const [sign, box] = seeds[n] as readonly [Uint8Array, Uint8Array];
    store.transaction((writer) => saveIdentity(writer, clinicId, `Station ${n}`, sign, box));
    return store;
  };
  const workspaceOf = (n: number, store: Store): Workspace => {
    const { identity } = stations[n] as Station;
    const first = [...people.values()][0] as Person;
    return {
      store,
      identity,
      clock: { now: () => NOON },
      random,
      members: () => readMembers(store),
      user: () => ({ id: first.user.id, name: first.user.name, role: 'owner', keys: first.keys }),
      dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
      touched: () => undefined,
    };
  };
  const log = storeOf(0);
  const first = [...people.values()][0] as Person;
  const profile = { name: 'Test', locale: 'en' as const, timeZone: 'Asia/Shanghai', sample: false };
  const append = (record: Uint8Array, to = log): Uint8Array => {
    if (!to.transaction((writer) => takeMembership(workspaceOf(0, to), writer, [record])))
      throw new Error('a record that may not follow');
    return record;
  };
  const genesis = genesisRecord(root, (stations[0] as Station).identity, profile, first.user, random).record;
  log.transaction((writer) => appendMembership(writer, (stations[0] as Station).identity, [genesis]));
  const context: Staff['context'] = (by = {}) => {
    const store = by.log ?? log;
    const { roster, epoch } = readMembers(store);
    const who = by.person === undefined ? first : (people.get(by.person) as Person);
    const device = (stations[by.station ?? 0] as Station).identity;
    return {
      roster,
      epochKey: epochKey(store, epoch),
      signer: by.root ? { kind: 'root', root } : { kind: 'owner', userId: who.user.id, user: who.keys.sign, device },
      random,
      now: NOON,
    };
  };
  for (const { identity } of stations.slice(1)) append(addDeviceRecord(context(), publicKeys(identity), identity.name));
  const owners: Uint8Array[] = [first.user.sign];
  for (const { user } of [...people.values()].slice(1)) {
    if (user.role === 'owner') owners.push(user.sign);
    append(userRecord(context(), user, 'active', owners, []));
  }
  const founding = membershipRecords(log);
  return {
    clinicId,
    root,
    stations,
    people,
    log,
    context,
    append,
    branch: () => {
      const store = storeOf(0);
      const { identity } = stations[0] as Station;
      store.transaction((writer) => appendMembership(writer, identity, membershipRecords(log)));
      return store;
    },
    observer: (n) => {
      const store = storeOf(n);
      const { identity } = stations[n] as Station;
      store.transaction((writer) => appendMembership(writer, identity, founding));
      return workspaceOf(n, store);
    },
    write: (station, id, ops, said = {}, from = log) => {
      const members = readMembers(from);
      const { user, keys } = people.get(id) as Person;
      const head = said.head ?? members.roster.length - 1;
      const record = membershipRecords(from)[head] as Uint8Array;
      const epoch = said.epoch ?? (members.epochs[head] as number);
      const hlc = `${String(said.hlc ?? NOON).padStart(15, '0')}-00001`;
      const place = { clinicId, deviceId: station.identity.deviceId, seq: station.seq + 1 };
      const body = encodeBody(
        {
          v: 1,
          hlc,
          user: user.id,
          saw: {},
          remotes: [],
          members: said.members ?? head + 1,
          registers: 1,
          ops: [...ops],
        },
        place,
        (said.keys ?? keys).sign.secretKey,
      );
      const sealed = sealTransaction(
        {
          ...place,
          deviceSecretKey: station.identity.sign.secretKey,
          previous: station.previous,
          epoch,
          epochKey: epochKey(from, Math.min(epoch, members.epoch)),
          membershipHead: membershipHash(record),
        },
        body,
        random,
      );
      const last = sealed.at(-1);
      if (!last) throw new Error('nothing sealed');
      station.seq += sealed.length;
      station.previous = last.hash;
      return { bytes: sealed.map(({ bytes }) => bytes), hash: last.hash };
    },
  };
}

/** Takes envelopes; the problem, if there is one. */
export function take(at: Workspace, ...written: readonly Written[]): string | null {
  return at.store.transaction((writer) =>
    takeEnvelopes(
      at,
      writer,
      written.flatMap(({ bytes }) => bytes),
    ),
  ).problem;
}

/** Takes membership records; whether they could follow. */
export function follow(at: Workspace, ...records: readonly Uint8Array[]): boolean {
  return at.store.transaction((writer) => takeMembership(at, writer, records)) !== null;
}

/** Everything in which workstations that have taken the same have to agree. */
export function contents(at: Workspace) {
  const { store } = at;
  const members = readMembers(store);
  return {
    records: store.all(
      `SELECT r.type, r.id, r.json, r.deleted, r.version, r.conflicts, r.redacted, r.patient, hex(e.hash) AS h, r.op
       FROM record r JOIN envelope e ON e.eid = r.eid WHERE r.redacted = 0 ORDER BY r.type, r.id`,
    ),
    redacted: store.all('SELECT type, id, version FROM record WHERE redacted = 1 ORDER BY type, id'),
    changes: store.all(
      `SELECT r.type, r.id, hex(e.hash) AS h, c.op, c.kind, c.reason FROM change c JOIN record r ON r.rid = c.rid
       JOIN envelope e ON e.eid = c.eid ORDER BY r.type, r.id, h, c.op`,
    ),
    states: store.all('SELECT hex(hash) AS h, state FROM envelope ORDER BY h'),
    aside: store.all(
      'SELECT hex(e.hash) AS h, s.op, s.reason FROM set_aside s JOIN envelope e ON e.eid = s.eid ORDER BY h, s.op',
    ),
    quarantine: listQuarantine(at)
      .map(({ id, reason, operations }) => `${id} ${reason} ${operations}`)
      .sort(),
    admission: store.all(
      'SELECT hex(a.hash) AS h, hex(e.hash) AS by, a.op, a.decision FROM admission a JOIN envelope e ON e.eid = a.eid ORDER BY h, by, a.op',
    ),
    sources: store.all('SELECT type, id, system, original, hex(digest) AS digest, at FROM source ORDER BY type, id'),
    users: [...members.users.values()].map(
      ({ id, role, status, salt }) => `${id} ${role} ${status} ${Buffer.from(salt).toString('hex')}`,
    ),
  };
}

export const patient = (id: string, gender = 'male') => ({
  k: 'c',
  t: 'Patient',
  i: id,
  j: JSON.stringify({ gender, id, resourceType: 'Patient' }),
});

/** A write of one register that has seen nothing. */
export const change = (id: string, gender: string, more: object = {}) => ({
  k: 'w',
  t: 'Patient',
  i: id,
  a: 'update',
  p: [],
  w: [['gender', JSON.stringify({ gender }), null, []]],
  ...more,
});
