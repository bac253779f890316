/** The membership log as a workstation keeps it: verified record by record, secrets opened with the epoch keys. */
import { z } from 'zod';
import { DEFAULT_ROLES, type RoleTable } from '../../../shared/access/roles.ts';
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { KEY_BYTES, type KeyPair, unseal } from '../../../shared/crypto/sodium.ts';
import { type LegacyBody, readLegacyRecord } from '../../../shared/protocol/legacy-membership.ts';
import {
  type DeviceKeys,
  type MembershipBody,
  membershipHash,
  readMembershipRecord,
} from '../../../shared/protocol/membership.ts';
import { deviceOf, extendRoster, type Roster, rosterOf } from '../../../shared/protocol/roster.ts';
import { byteString } from '../../../shared/protocol/types.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';
import type { Identity } from './identity.ts';
import type { WrappedUser } from './keyring.ts';
import {
  type CutOff,
  openOlderKey,
  openSecret,
  type Profile,
  type Secret,
  type UserStatus,
} from './membership-secret.ts';
import { rewrapped } from './rewrap.ts';

export interface Member {
  readonly keys: DeviceKeys;
  readonly hex: string;
  readonly name: string;
  /** Who approved it; of the first one, who made the clinic. Empty for the root. */
  readonly userId: string;
  /** Index of the record that added it. */
  readonly since: number;
  /** The record that removed it, and the last of its envelopes that counts. */
  readonly removed?: { readonly index: number; readonly seq: number; readonly hash: Uint8Array };
}

/** A user of the clinic as of the newest record. */
export interface User extends WrappedUser {
  readonly status: UserStatus;
}

/** From which record on something holds, and up to where each workstation's envelopes still count as before. */
export interface Standing<T> {
  readonly index: number;
  readonly value: T;
  readonly cutOffs: ReadonlyMap<string, number>;
}

/** A user's part in judging what they wrote. */
export type UserStanding = Pick<User, 'role' | 'status' | 'sign'>;

/** The clinic's members as of the newest record, and how it came to that. */
export interface Members {
  readonly roster: Roster;
  /** Every workstation that was ever added, by id in hexadecimal. */
  readonly devices: ReadonlyMap<string, Member>;
  readonly users: ReadonlyMap<string, User>;
  readonly roles: RoleTable;
  readonly profile: Profile;
  /** Epoch whose key new envelopes use. */
  readonly epoch: number;
  /** Hashes of all records in order, in hexadecimal: what envelopes name as the head that they had seen. */
  readonly heads: ReadonlyMap<string, number>;
  /** The epoch that the log was in after each record. */
  readonly epochs: readonly number[];
  /** Each user's role and status through time. */
  readonly standings: ReadonlyMap<string, readonly Standing<UserStanding>[]>;
  /** The table of roles through time. */
  readonly tables: readonly Standing<RoleTable>[];
}

/** The key of an epoch. Throws where this workstation does not have it. */
export function epochKey(reader: Reader, epoch: number): Uint8Array {
  const key = findEpochKey(reader, epoch);
  if (!key) throw new Error(`no key of epoch ${epoch}`);
  return key;
}

/** The key of an epoch, undefined where this workstation does not have it. */
export function findEpochKey(reader: Reader, epoch: number): Uint8Array | undefined {
  const row = reader.get<{ key: Uint8Array }>('SELECT key FROM epoch_key WHERE epoch = ?', epoch);
  return row && new Uint8Array(row.key);
}

const GivenUp = z.array(z.strictObject({ epoch: z.int().min(1), key: byteString({ length: KEY_BYTES }) }));
const GIVEN_UP = 'given-up-keys';

/** Every key under which an envelope of an epoch may be: the log's own, and those of branches that were given up. */
export function epochKeys(reader: Reader, epoch: number): Uint8Array[] {
  const own = findEpochKey(reader, epoch);
  const others = (getMeta(reader, GIVEN_UP, GivenUp) ?? []).filter((one) => one.epoch === epoch);
  return [...(own ? [own] : []), ...others.map(({ key }) => key)];
}

/**
 * Appends records that follow the log, taking the epoch keys that are sealed to this workstation (or, in a recovery, to the root)
 * and the older ones that follow from them. Returns false, with nothing appended, if one of them may not follow: the endpoint
 * shows a log that is not ours.
 */
export function appendMembership(
  writer: Writer,
  identity: Pick<Identity, 'clinicId' | 'deviceId' | 'box'>,
  records: readonly Uint8Array[],
  recoveryBox?: KeyPair,
): boolean {
  let roster = readRoster(writer);
  for (const record of records) {
    roster = extendRoster(roster, record);
    if (!roster || !sameBytes(roster.clinicId, identity.clinicId)) return false;
  }
  for (const record of records) {
    const body = bodyOf(record);
    writer.run(
      'INSERT INTO membership (idx, hash, record) VALUES (?, ?, ?)',
      body.index,
      membershipHash(record),
      record,
    );
    for (const { epoch, to, sealed } of body.keys) {
      const box = to === null ? recoveryBox : sameBytes(to, identity.deviceId) ? identity.box : undefined;
      const key = box && unseal(sealed, box);
      if (key) keepEpochKey(writer, epoch, key);
    }
  }
  unfoldEpochKeys(writer);
  return true;
}

/** Forgets the records from an index on: the root has decided for another branch. Their keys are kept: what they encrypt is still here. */
export function dropMembershipFrom(writer: Writer, index: number): void {
  writer.run('DELETE FROM membership WHERE idx >= ?', index);
  const epoch = readRoster(writer)?.epoch ?? 0;
  const rows = writer.all<{ epoch: number; key: Uint8Array }>(
    'SELECT epoch, key FROM epoch_key WHERE epoch > ?',
    epoch,
  );
  const going = rows.map((row) => ({ epoch: row.epoch, key: new Uint8Array(row.key) }));
  if (going.length > 0) setMeta(writer, GIVEN_UP, [...(getMeta(writer, GIVEN_UP, GivenUp) ?? []), ...going]);
  writer.run('DELETE FROM epoch_key WHERE epoch > ?', epoch);
}

/** Whether this record is in the log. */
export function hasMembership(reader: Reader, record: Uint8Array): boolean {
  return reader.get('SELECT 1 FROM membership WHERE hash = ?', membershipHash(record)) !== undefined;
}

/** All records in order. */
export function membershipRecords(reader: Reader, from = 0): Uint8Array[] {
  return reader
    .all<{ record: Uint8Array }>('SELECT record FROM membership WHERE idx >= ? ORDER BY idx', from)
    .map((row) => new Uint8Array(row.record));
}

/** Devices, users and profile of the clinic. Throws where the log is empty or its first record cannot be opened: the database is not ours. */
export function readMembers(reader: Reader): Members {
  const members = findMembers(reader);
  if (!members) throw new Error('a clinic without membership');
  return members;
}

/**
 * The same; null where a clinic cannot be read. What a later owner sealed so that it does not open costs only what it would
 * have told: the clinic's name and first user stand in the first record, which the root signed.
 */
export function findMembers(reader: Reader): Members | null {
  const records = membershipRecords(reader);
  const roster = rosterOf(records, 'proved before');
  const gathered = gather();
  let epoch = 1;
  for (const record of records) {
    const body = bodyOf(record);
    epoch = Math.max(epoch, body.epoch);
    gathered.heads.set(toHex(membershipHash(record)), body.index);
    gathered.epochs.push(epoch);
    take(gathered, body, openSecret(body, findEpochKey(reader, body.epoch)));
  }
  const { profile } = gathered;
  if (!roster || !profile) return null;
  const roles = gathered.tables.at(-1)?.value ?? DEFAULT_ROLES;
  const users = new Map([...gathered.users].map(([id, user]) => [id, rewrapped(reader, user)]));
  const devices = new Map(
    [...gathered.devices].map(([hex, member]) => {
      const removed = deviceOf(roster, member.keys.id)?.removed;
      return [hex, removed ? { ...member, removed } : member] as const;
    }),
  );
  return { ...gathered, roster, profile, roles, users, devices, epoch: roster.epoch };
}

interface Gathered {
  readonly devices: Map<string, Member>;
  readonly users: Map<string, User>;
  readonly heads: Map<string, number>;
  readonly epochs: number[];
  readonly standings: Map<string, Standing<UserStanding>[]>;
  readonly tables: Standing<RoleTable>[];
  profile: Profile | undefined;
}

function gather(): Gathered {
  const tables = [{ index: 0, value: DEFAULT_ROLES, cutOffs: new Map<string, number>() }];
  const maps = { devices: new Map(), users: new Map(), heads: new Map(), standings: new Map() };
  return { ...maps, epochs: [], tables, profile: undefined };
}

function take(gathered: Gathered, body: MembershipBody | LegacyBody, secret: Secret | null): void {
  if (body.kind === 'genesis' || body.kind === 'add-device') {
    const hex = toHex(body.device.id);
    const name = distinctName(secret?.deviceName ?? hex.slice(0, 8), gathered.devices);
    gathered.devices.set(hex, {
      keys: body.device,
      hex,
      name,
      userId: authorOf(gathered, body, secret),
      since: body.index,
    });
  }
  if (body.kind === 'genesis') gathered.profile = secret?.profile;
  if ((body.kind === 'genesis' || body.kind === 'user') && secret?.user)
    takeUser(gathered, body, secret.user, secret.status ?? 'active', secret.cutOffs ?? []);
  if (body.kind === 'roles' && secret?.roles)
    gathered.tables.push({ index: body.index, value: secret.roles, cutOffs: byDevice(secret.cutOffs ?? []) });
}

/** Who made a record: by the key that signed it, whatever was sealed. */
function authorOf({ users }: Gathered, body: MembershipBody | LegacyBody, secret: Secret | null): string {
  if (!('by' in body) || body.by.kind === 'root') return secret?.userId ?? '';
  const { user } = body.by;
  return [...users.values()].find(({ sign }) => sameBytes(sign, user))?.id ?? '';
}

/** Whoever is no owner by the public list is none by what was sealed. */
function takeUser(
  { users, standings }: Gathered,
  body: MembershipBody | LegacyBody,
  user: WrappedUser,
  status: UserStatus,
  cutOffs: readonly CutOff[],
): void {
  const listed = body.kind !== 'user' || body.owners.some((owner) => sameBytes(owner, user.sign));
  // who is disabled stands in no list, and is what they were when they come back
  const role = user.role === 'owner' && !listed && status === 'active' ? 'auditor' : user.role;
  users.set(user.id, { ...user, role, status });
  const before = standings.get(user.id) ?? [];
  standings.set(user.id, [
    ...before,
    { index: body.index, value: { role, status, sign: user.sign }, cutOffs: byDevice(cutOffs) },
  ]);
}

function byDevice(cutOffs: readonly CutOff[]): Map<string, number> {
  return new Map(cutOffs.map(([device, seq]) => [toHex(device), seq]));
}

function bodyOf(record: Uint8Array): MembershipBody | LegacyBody {
  const body = readMembershipRecord(record)?.body ?? readLegacyRecord(record);
  if (!body) throw new Error('a membership record in the log that cannot be read');
  return body;
}

/** An owner's program may have sealed anything: what is no key would only be found out when it is used. */
function keepEpochKey(writer: Writer, epoch: number, key: Uint8Array): void {
  if (key.length !== KEY_BYTES) return;
  writer.run('INSERT INTO epoch_key (epoch, key) VALUES (?, ?) ON CONFLICT DO NOTHING', epoch, key);
}

/** From the newest key backwards: each rotation keeps the one before it. */
function unfoldEpochKeys(writer: Writer): void {
  for (const record of membershipRecords(writer).toReversed()) {
    const body = bodyOf(record);
    if (body.kind !== 'remove-device' && body.kind !== 'rotate') continue;
    const key = findEpochKey(writer, body.epoch);
    const older = key && !findEpochKey(writer, body.epoch - 1) && openOlderKey(body.older, body, key);
    if (older) keepEpochKey(writer, body.epoch - 1, older);
  }
}

/** Two workstations may call themselves the same; whoever compares their changes must tell them apart. By the log's order, so the same everywhere. */
function distinctName(name: string, devices: ReadonlyMap<string, Member>): string {
  const taken = new Set([...devices.values()].map((device) => device.name));
  let distinct = name;
  for (let count = 2; taken.has(distinct); count++) distinct = `${name} (${count})`;
  return distinct;
}

function readRoster(reader: Reader): Roster | null {
  return rosterOf(membershipRecords(reader), 'proved before');
}
