/**
 * Records of the membership log. A record is CBOR `{body, signature}`; `body` is CBOR of `MembershipBody`, signed as it
 * stands. Each names its predecessor's hash: two successors of one record are an alarm. What the cloud need not know
 * is in `sealed`, encrypted under the epoch key of the record (associated data: clinic id, index, previous hash).
 *
 * Version history: 1 (0.1.0): genesis, add-device.
 */
import { z } from 'zod';
import { sameBytes } from '../base/bytes.ts';
import { hash, sign, verify } from '../crypto/sodium.ts';
import { clinicIdOf, deviceIdOf } from '../envelope/layout.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { byteString, ClinicId, DeviceId, Hash, PublicKey, Signature } from './types.ts';

export const MAX_MEMBERSHIP_RECORD = 64 * 1024;

export const DeviceKeys = z.strictObject({ id: DeviceId, sign: PublicKey, box: PublicKey });
export type DeviceKeys = z.infer<typeof DeviceKeys>;

/** An epoch's key, sealed to one reader: a device's id, or null for the recovery key. */
const SealedEpochKey = z.strictObject({
  epoch: z.int().min(1),
  to: DeviceId.nullable(),
  sealed: byteString({ max: 128 }),
});

const Common = {
  v: z.literal(1),
  clinic: ClinicId,
  index: z.int().min(0),
  previous: Hash,
  /** Key that signed: the root's for genesis, afterwards an owner's device or the root. */
  signer: PublicKey,
  keys: z.array(SealedEpochKey).max(1000),
  epoch: z.int().min(1),
  nonce: byteString({ length: 24 }),
  commitment: Hash,
  sealed: byteString({ max: 32 * 1024 }),
};

export const MembershipBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('genesis'),
    ...Common,
    root: z.strictObject({ sign: PublicKey, box: PublicKey }),
    device: DeviceKeys,
  }),
  z.strictObject({ kind: z.literal('add-device'), ...Common, device: DeviceKeys }),
]);
export type MembershipBody = z.infer<typeof MembershipBody>;

const SignedRecord = z.strictObject({ body: byteString({ max: MAX_MEMBERSHIP_RECORD }), signature: Signature });

const SIGN_CONTEXT = 'xinglin/membership/v1/sign';

export const ZERO_HASH = new Uint8Array(32);

/** What everybody, the cloud included, knows of a clinic's membership after some records. */
export interface Roster {
  readonly clinicId: Uint8Array;
  readonly root: { readonly sign: Uint8Array; readonly box: Uint8Array };
  readonly devices: readonly DeviceKeys[];
  /** Epoch that the log is in. */
  readonly epoch: number;
  /** Number of records. */
  readonly length: number;
  readonly head: Uint8Array;
}

/** Signs a body; the bytes are what is kept, sent and hashed. */
export function encodeMembershipRecord(body: MembershipBody, secretKey: Uint8Array): Uint8Array {
  const bytes = encodeCbor(body);
  return encodeCbor({ body: bytes, signature: sign(SIGN_CONTEXT, bytes, secretKey) });
}

/** The hash by which the next record, and envelopes, name this one. */
export function membershipHash(record: Uint8Array): Uint8Array {
  return hash('xinglin/membership/v1/hash', [record]);
}

/** The body of a record whose signature is that of the key it names; null otherwise. Authority is `extendRoster`'s. */
export function openMembershipRecord(record: Uint8Array): MembershipBody | null {
  if (record.length > MAX_MEMBERSHIP_RECORD) return null;
  const signed = decodeCbor(SignedRecord, record);
  const body = signed && decodeCbor(MembershipBody, signed.body);
  if (!signed || !body || !verify(SIGN_CONTEXT, signed.body, signed.signature, body.signer)) return null;
  return body;
}

/**
 * The roster after one more record, or null if the record may not follow: wrong clinic, index or predecessor, a signer
 * without the right, a device id that does not follow from its key, a device that is there already, an epoch that did not begin,
 * an epoch key for anybody but the new device (in the first record also for the recovery key). The same function
 * decides at the cloud and on every workstation.
 */
export function extendRoster(roster: Roster | null, record: Uint8Array): Roster | null {
  const body = openMembershipRecord(record);
  if (!body || !sameBytes(body.device.id, deviceIdOf(body.device.sign))) return null;
  const head = membershipHash(record);
  if (roster === null) {
    if (body.kind !== 'genesis' || body.index !== 0 || !sameBytes(body.previous, ZERO_HASH)) return null;
    if (!sameBytes(body.clinic, clinicIdOf(body.root.sign, body.root.box)) || !sameBytes(body.signer, body.root.sign))
      return null;
    if (
      body.epoch !== 1 ||
      !body.keys.every(({ epoch, to }) => epoch === 1 && (to === null || sameBytes(to, body.device.id)))
    )
      return null;
    return { clinicId: body.clinic, root: body.root, devices: [body.device], epoch: 1, length: 1, head };
  }
  if (body.kind === 'genesis' || body.index !== roster.length) return null;
  if (!sameBytes(body.clinic, roster.clinicId) || !sameBytes(body.previous, roster.head)) return null;
  if (
    body.epoch !== roster.epoch ||
    !body.keys.every(({ epoch, to }) => epoch <= roster.epoch && to !== null && sameBytes(to, body.device.id))
  )
    return null;
  const mayAdd =
    sameBytes(body.signer, roster.root.sign) || roster.devices.some((device) => sameBytes(device.sign, body.signer));
  if (!mayAdd || roster.devices.some((device) => sameBytes(device.id, body.device.id))) return null;
  return { ...roster, devices: [...roster.devices, body.device], length: roster.length + 1, head };
}
