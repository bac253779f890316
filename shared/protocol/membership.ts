/**
 * Records of the membership log. A record is CBOR `{body, signatures}`; `body` is CBOR of `MembershipBody`, signed as it
 * stands. Each names its predecessor's hash: two successors of one record are an alarm, and the root decides. What the cloud need not
 * know (names, roles, wrapped keys, cut-offs) is in `sealed`, encrypted under the epoch key of the record (associated data:
 * clinic id, index, previous hash).
 *
 *   by root    one signature: the clinic's root key
 *   by owner   two: the owner's user key, and the key of the workstation where that owner sat
 *
 *   genesis        root; the first workstation and the first owner
 *   add-device     a workstation; the epoch's key sealed to it
 *   remove-device  a workstation, the last of its envelopes that counts, and a new epoch: its key sealed to all who stay
 *   rotate         a new epoch alone
 *   user           a user was added, changed, disabled; `owners` are the signing keys of all owners from here on
 *   roles          the table of what roles may do
 *   authority      where the log is appended from here on
 *
 * Every rotation keeps the old epoch's key encrypted under the new (`older`): whoever has the newest has all.
 *
 * Version history: 1: as above. What 0.1.0 wrote (genesis and add-device with one signature, by any workstation) is in
 * legacy-membership.ts.
 */
import { z } from 'zod';
import { sameBytes } from '../base/bytes.ts';
import { hash, sign, verify } from '../crypto/sodium.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { byteString, ClinicId, DeviceId, Hash, PublicKey, Signature } from './types.ts';

export const MAX_MEMBERSHIP_RECORD = 64 * 1024;
/** Workstations of one clinic that are active at a time, and owners. */
export const MAX_ACTIVE_DEVICES = 200;
const MAX_OWNERS = 50;

export const DeviceKeys = z.strictObject({ id: DeviceId, sign: PublicKey, box: PublicKey });
export type DeviceKeys = z.infer<typeof DeviceKeys>;

/** An epoch's key, sealed to one reader: a device's id, or null for the recovery key. */
const SealedEpochKey = z.strictObject({
  epoch: z.int().min(1),
  to: DeviceId.nullable(),
  sealed: byteString({ max: 128 }),
});

/** Encrypted, with a commitment to its key. */
const Encrypted = { nonce: byteString({ length: 24 }), commitment: Hash, sealed: byteString({ max: 48 * 1024 }) };

/** Where the log is appended: a workstation (before there is a cloud), or an endpoint by the key that it names itself by. */
export const Authority = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device'), id: DeviceId }),
  z.strictObject({ kind: z.literal('endpoint'), key: PublicKey }),
]);
export type Authority = z.infer<typeof Authority>;

/** Who signed. */
const Signer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('root') }),
  z.strictObject({ kind: z.literal('owner'), user: PublicKey, device: DeviceId }),
]);

const Common = {
  v: z.literal(1),
  clinic: ClinicId,
  index: z.int().min(0),
  previous: Hash,
  by: Signer,
  keys: z.array(SealedEpochKey).max(MAX_ACTIVE_DEVICES + 1),
  epoch: z.int().min(1),
  ...Encrypted,
};
/** The key of the epoch before, under the new one. */
const Older = { older: z.strictObject({ ...Encrypted, sealed: byteString({ max: 64 }) }) };

export const MembershipBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('genesis'),
    ...Common,
    root: z.strictObject({ sign: PublicKey, box: PublicKey }),
    device: DeviceKeys,
    owner: PublicKey,
  }),
  z.strictObject({ kind: z.literal('add-device'), ...Common, device: DeviceKeys }),
  z.strictObject({
    kind: z.literal('remove-device'),
    ...Common,
    ...Older,
    device: DeviceId,
    /** The last envelope of the workstation that counts; seq 0 and zeros for none. */
    after: z.strictObject({ seq: z.int().min(0), hash: Hash }),
  }),
  z.strictObject({ kind: z.literal('rotate'), ...Common, ...Older }),
  z.strictObject({ kind: z.literal('user'), ...Common, owners: z.array(PublicKey).min(1).max(MAX_OWNERS) }),
  z.strictObject({ kind: z.literal('roles'), ...Common }),
  z.strictObject({ kind: z.literal('authority'), ...Common, authority: Authority }),
]);
export type MembershipBody = z.infer<typeof MembershipBody>;

const SignedRecord = z.strictObject({
  body: byteString({ max: MAX_MEMBERSHIP_RECORD }),
  signatures: z.array(Signature).min(1).max(2),
});

const SIGN_CONTEXT = 'xinglin/membership/v1/sign';

export const ZERO_HASH = new Uint8Array(32);

/** Signs a body with the root's secret key, or the owner's and the workstation's; the bytes are what is kept, sent and hashed. */
export function encodeMembershipRecord(body: MembershipBody, secretKeys: readonly Uint8Array[]): Uint8Array {
  const bytes = encodeCbor(body);
  return encodeCbor({ body: bytes, signatures: secretKeys.map((key) => sign(SIGN_CONTEXT, bytes, key)) });
}

/** The hash by which the next record, and envelopes, name this one. */
export function membershipHash(record: Uint8Array): Uint8Array {
  return hash('xinglin/membership/v1/hash', [record]);
}

/** A record's body, and whether given keys signed it in this order. */
export interface ReadRecord {
  readonly body: MembershipBody;
  signedBy(publicKeys: readonly Uint8Array[]): boolean;
}

/**
 * Whether these are the bytes that everybody makes of the same. What is around the signed part is not signed, and is part of the hash:
 * written in another way, it would be another successor of the same record, by nobody's hand.
 */
export function isAsWritten(record: Uint8Array, signed: object): boolean {
  return sameBytes(record, encodeCbor(signed));
}

/** Reads a record; null for malformed bytes. Nothing is proved yet: that is `extendRoster`'s (roster.ts). */
export function readMembershipRecord(record: Uint8Array): ReadRecord | null {
  if (record.length > MAX_MEMBERSHIP_RECORD) return null;
  const signed = decodeCbor(SignedRecord, record);
  const body = signed && decodeCbor(MembershipBody, signed.body);
  if (!signed || !body || !isAsWritten(record, signed)) return null;
  return {
    body,
    signedBy: (keys) =>
      keys.length === signed.signatures.length &&
      keys.every((key, at) => verify(SIGN_CONTEXT, signed.body, signed.signatures[at] as Uint8Array, key)),
  };
}
