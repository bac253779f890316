/** The membership log as a workstation keeps it: verified record by record, secrets opened with the epoch keys. */
import { z } from 'zod';
import { concat, toHex } from '../../../shared/base/bytes.ts';
import type { Random } from '../../../shared/base/world.ts';
import {
  decrypt,
  encrypt,
  equalSecret,
  KEY_BYTES,
  messageKeys,
  NONCE_BYTES,
  seal,
  unseal,
} from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import {
  type DeviceKeys,
  encodeMembershipRecord,
  extendRoster,
  type MembershipBody,
  membershipHash,
  openMembershipRecord,
  type Roster,
  ZERO_HASH,
} from '../../../shared/protocol/membership.ts';
import type { RootKeys } from '../crypto/words.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { type Identity, publicKeys } from './identity.ts';
import { WrappedUser } from './keyring.ts';

/** What the clinic is called and how it counts; in the first record. */
export const Profile = z.strictObject({
  name: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  timeZone: z.string(),
  sample: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;

/** The part of a record that the cloud need not know. */
const Secret = z.strictObject({
  v: z.literal(1),
  deviceName: z.string().max(200),
  /** User who works there at first (genesis), or who approved it. */
  userId: z.string().max(64),
  profile: Profile.optional(),
  user: WrappedUser.optional(),
});
type Secret = z.infer<typeof Secret>;

export interface Member {
  readonly keys: DeviceKeys;
  readonly hex: string;
  readonly name: string;
  readonly userId: string;
}

/** The clinic's members as of the newest record. */
export interface Members {
  readonly roster: Roster;
  readonly devices: ReadonlyMap<string, Member>;
  readonly users: ReadonlyMap<string, WrappedUser>;
  readonly profile: Profile;
  /** Epoch whose key new envelopes use. */
  readonly epoch: number;
}

const SECRET_CONTEXT = 'xinglin/membership/v1/secret-key';

/** The first record of a clinic: signed by the root, with its first workstation and owner. Also the first epoch's key. */
export function genesisRecord(
  root: RootKeys,
  identity: Identity,
  profile: Profile,
  user: WrappedUser,
  random: Random,
): { record: Uint8Array; epochKey: Uint8Array } {
  const epochKey = random.bytes(KEY_BYTES);
  const place = { clinic: identity.clinicId, index: 0, previous: ZERO_HASH };
  const secret = { v: 1 as const, deviceName: identity.name, userId: user.id, profile, user };
  const body: MembershipBody = {
    kind: 'genesis',
    v: 1,
    ...place,
    signer: root.sign.publicKey,
    keys: [
      { epoch: 1, to: null, sealed: seal(epochKey, root.box.publicKey) },
      { epoch: 1, to: identity.deviceId, sealed: seal(epochKey, identity.box.publicKey) },
    ],
    epoch: 1,
    ...sealSecret(secret, place, epochKey, random),
    root: { sign: root.sign.publicKey, box: root.box.publicKey },
    device: publicKeys(identity),
  };
  return { record: encodeMembershipRecord(body, root.sign.secretKey), epochKey };
}

/** The record that adds a workstation: every epoch key that this one has is sealed to it. */
export function addDeviceRecord(
  reader: Reader,
  members: Members,
  signer: Identity,
  device: DeviceKeys,
  secret: { deviceName: string; userId: string },
  random: Random,
): Uint8Array {
  const { roster, epoch } = members;
  const place = { clinic: roster.clinicId, index: roster.length, previous: roster.head };
  const keys = reader.all<{ epoch: number; key: Uint8Array }>('SELECT epoch, key FROM epoch_key ORDER BY epoch');
  const body: MembershipBody = {
    kind: 'add-device',
    v: 1,
    ...place,
    signer: signer.sign.publicKey,
    keys: keys.map((row) => ({ epoch: row.epoch, to: device.id, sealed: seal(row.key, device.box) })),
    epoch,
    ...sealSecret({ v: 1, ...secret }, place, epochKey(reader, epoch), random),
    device,
  };
  return encodeMembershipRecord(body, signer.sign.secretKey);
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

/**
 * Appends records that follow the log, taking the epoch keys that are sealed to this workstation. Returns false, with
 * nothing appended, if one of them may not follow: the endpoint shows a log that is not ours.
 */
export function appendMembership(writer: Writer, identity: Identity, records: readonly Uint8Array[]): boolean {
  let roster = readRoster(writer);
  const following: { record: Uint8Array; body: MembershipBody }[] = [];
  for (const record of records) {
    const next = extendRoster(roster, record);
    const body = openMembershipRecord(record);
    if (!next || !body || !sameClinic(next, identity)) return false;
    following.push({ record, body });
    roster = next;
  }
  for (const { record, body } of following) {
    writer.run(
      'INSERT INTO membership (idx, hash, record) VALUES (?, ?, ?)',
      body.index,
      membershipHash(record),
      record,
    );
    for (const { epoch, to, sealed } of body.keys) {
      if (!to || toHex(to) !== identity.deviceHex) continue;
      const key = unseal(sealed, identity.box);
      if (key) writer.run('INSERT INTO epoch_key (epoch, key) VALUES (?, ?) ON CONFLICT DO NOTHING', epoch, key);
    }
  }
  return true;
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

/** Whether a user of the clinic is an owner. */
export function ownersOf(members: Pick<Members, 'users'>): (user: string) => boolean {
  return (user) => members.users.get(user)?.role === 'owner';
}

/** Devices, users and profile of the clinic. Throws where the log is empty or its first record cannot be opened: the database is not ours. */
export function readMembers(reader: Reader): Members {
  const members = findMembers(reader);
  if (!members) throw new Error('a clinic without membership');
  return members;
}

/**
 * The same; null where a clinic cannot be read. What a later member sealed so that it does not open costs only the name
 * that it would have told: the clinic's name and users stand in the first record, which the root signed.
 */
export function findMembers(reader: Reader): Members | null {
  const devices = new Map<string, Member>();
  const users = new Map<string, WrappedUser>();
  let profile: Profile | undefined;
  const records = membershipRecords(reader);
  for (const record of records) {
    const body = openMembershipRecord(record);
    if (!body) return null;
    const secret = openSecret(body, findEpochKey(reader, body.epoch));
    const hex = toHex(body.device.id);
    devices.set(hex, {
      keys: body.device,
      hex,
      name: distinctName(secret?.deviceName ?? hex.slice(0, 8), devices),
      userId: secret?.userId ?? '',
    });
    if (body.kind !== 'genesis' || !secret) continue;
    if (secret.user) users.set(secret.user.id, secret.user);
    profile = secret.profile;
  }
  const roster = readRoster(reader);
  return roster && profile ? { roster, devices, users, profile, epoch: roster.epoch } : null;
}

/** Two workstations may call themselves the same; whoever compares their changes must tell them apart. By the log's order, so the same everywhere. */
function distinctName(name: string, devices: ReadonlyMap<string, Member>): string {
  const taken = new Set([...devices.values()].map((device) => device.name));
  let distinct = name;
  for (let count = 2; taken.has(distinct); count++) distinct = `${name} (${count})`;
  return distinct;
}

function readRoster(reader: Reader): Roster | null {
  return membershipRecords(reader).reduce<Roster | null>((roster, record) => extendRoster(roster, record), null);
}

function sameClinic(roster: Roster, identity: Identity): boolean {
  return toHex(roster.clinicId) === toHex(identity.clinicId);
}

type Place = Pick<MembershipBody, 'clinic' | 'index' | 'previous'>;

function sealSecret(
  secret: Secret,
  place: Place,
  key: Uint8Array,
  random: Random,
): Pick<MembershipBody, 'nonce' | 'commitment' | 'sealed'> {
  const nonce = random.bytes(NONCE_BYTES);
  const keys = messageKeys(key, SECRET_CONTEXT, nonce);
  return {
    nonce,
    commitment: keys.commitment,
    sealed: encrypt(encodeCbor(secret), associated(place), nonce, keys.key),
  };
}

function openSecret(body: MembershipBody, key: Uint8Array | undefined): Secret | null {
  if (!key) return null;
  const keys = messageKeys(key, SECRET_CONTEXT, body.nonce);
  if (!equalSecret(keys.commitment, body.commitment)) return null;
  const plain = decrypt(body.sealed, associated(body), body.nonce, keys.key);
  return plain && decodeCbor(Secret, plain);
}

function associated(place: Place): Uint8Array {
  const index = new Uint8Array(4);
  new DataView(index.buffer).setUint32(0, place.index);
  return concat(place.clinic, index, place.previous);
}
