/** Makes the records of the membership log; what each means stands in shared/protocol/membership.ts. */
import type { RoleTable } from '../../../shared/access/roles.ts';
import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Random } from '../../../shared/base/world.ts';
import { KEY_BYTES, type KeyPair, seal } from '../../../shared/crypto/sodium.ts';
import {
  type Authority,
  type DeviceKeys,
  encodeMembershipRecord,
  type MembershipBody,
  ZERO_HASH,
} from '../../../shared/protocol/membership.ts';
import { activeDevices, type Roster } from '../../../shared/protocol/roster.ts';
import type { RootKeys } from '../crypto/words.ts';
import { type Identity, publicKeys } from './identity.ts';
import type { WrappedUser } from './keyring.ts';
import {
  type CutOff,
  type Profile,
  type Secret,
  sealOlderKey,
  sealSecret,
  type UserStatus,
} from './membership-secret.ts';

/** Who signs: the clinic's root, or an owner at a workstation. */
export type RecordSigner =
  | { readonly kind: 'root'; readonly root: RootKeys }
  | { readonly kind: 'owner'; readonly userId: string; readonly user: KeyPair; readonly device: Identity };

/** What a record is made with: the log as it stands, the newest epoch's key, the time. */
export interface RecordContext {
  readonly roster: Roster;
  readonly epochKey: Uint8Array;
  readonly signer: RecordSigner;
  readonly random: Random;
  /** Milliseconds. */
  readonly now: number;
}

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
  const secret: Secret = { v: 1, deviceName: identity.name, userId: user.id, profile, user };
  const body: MembershipBody = {
    kind: 'genesis',
    v: 1,
    ...place,
    by: { kind: 'root' },
    keys: [
      { epoch: 1, to: null, sealed: seal(epochKey, root.box.publicKey) },
      { epoch: 1, to: identity.deviceId, sealed: seal(epochKey, identity.box.publicKey) },
    ],
    epoch: 1,
    ...sealSecret(secret, place, epochKey, random),
    root: { sign: root.sign.publicKey, box: root.box.publicKey },
    device: publicKeys(identity),
    owner: user.sign,
  };
  return { record: encodeMembershipRecord(body, [root.sign.secretKey]), epochKey };
}

/** Adds a workstation; the newest epoch's key is sealed to it, older ones follow from that. */
export function addDeviceRecord(context: RecordContext, device: DeviceKeys, deviceName: string): Uint8Array {
  const { epoch } = context.roster;
  const keys = [{ epoch, to: device.id, sealed: seal(context.epochKey, device.box) }];
  return made(context, { kind: 'add-device', ...common(context, { deviceName }), keys, device });
}

/** Removes a workstation and begins a new epoch, in one record. `after`: the last of its envelopes that counts. */
export function removeDeviceRecord(
  context: RecordContext,
  device: Uint8Array,
  after: { readonly seq: number; readonly hash: Uint8Array },
  reason: string,
): Uint8Array {
  const rotation = rotate(context, { reason }, (id) => !sameBytes(id, device));
  return made(context, { kind: 'remove-device', ...rotation, device, after });
}

/** Begins a new epoch. */
export function rotateRecord(context: RecordContext): Uint8Array {
  return made(context, { kind: 'rotate', ...rotate(context, {}, () => true) });
}

/** A user as they are from here on; `owners`: signing keys of all owners from here on. */
export function userRecord(
  context: RecordContext,
  user: WrappedUser,
  status: UserStatus,
  owners: readonly Uint8Array[],
  cutOffs: readonly CutOff[],
): Uint8Array {
  const secret = { user, status, cutOffs: [...cutOffs] };
  return made(context, { kind: 'user', ...common(context, secret), owners: [...owners] });
}

/** What roles may do from here on. */
export function rolesRecord(context: RecordContext, roles: RoleTable, cutOffs: readonly CutOff[]): Uint8Array {
  return made(context, { kind: 'roles', ...common(context, { roles, cutOffs: [...cutOffs] }) });
}

/** Where the log is appended from here on. */
export function authorityRecord(context: RecordContext, authority: Authority): Uint8Array {
  return made(context, { kind: 'authority', ...common(context, {}), authority });
}

type Common = Pick<
  MembershipBody,
  'v' | 'clinic' | 'index' | 'previous' | 'by' | 'keys' | 'epoch' | 'nonce' | 'commitment' | 'sealed'
>;

function common(context: RecordContext, secret: Partial<Secret>): Common {
  const { roster, epochKey, random } = context;
  const place = placeOf(roster);
  const sealed = sealSecret(signedSecret(context, secret), place, epochKey, random);
  return { v: 1, ...place, by: signerOf(context.signer), keys: [], epoch: roster.epoch, ...sealed };
}

function rotate(context: RecordContext, secret: Partial<Secret>, stays: (device: Uint8Array) => boolean) {
  const { roster, random } = context;
  const place = placeOf(roster);
  const epoch = roster.epoch + 1;
  const key = random.bytes(KEY_BYTES);
  const readers = activeDevices(roster).filter(({ id }) => stays(id));
  return {
    v: 1 as const,
    ...place,
    by: signerOf(context.signer),
    keys: [
      { epoch, to: null, sealed: seal(key, roster.root.box) },
      ...readers.map(({ id, box }) => ({ epoch, to: id, sealed: seal(key, box) })),
    ],
    epoch,
    ...sealSecret(signedSecret(context, secret), place, key, random),
    older: sealOlderKey(context.epochKey, place, key, random),
  };
}

function made({ signer }: RecordContext, body: MembershipBody): Uint8Array {
  const keys =
    signer.kind === 'root' ? [signer.root.sign.secretKey] : [signer.user.secretKey, signer.device.sign.secretKey];
  return encodeMembershipRecord(body, keys);
}

function placeOf(roster: Roster) {
  return { clinic: roster.clinicId, index: roster.length, previous: roster.head };
}

function signerOf(signer: RecordSigner): MembershipBody['by'] {
  return signer.kind === 'root'
    ? { kind: 'root' }
    : { kind: 'owner', user: signer.user.publicKey, device: signer.device.deviceId };
}

function signedSecret({ signer, now }: RecordContext, secret: Partial<Secret>): Secret {
  return { v: 1, at: now, ...secret, userId: signer.kind === 'root' ? '' : signer.userId };
}
