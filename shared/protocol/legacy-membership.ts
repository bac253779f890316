/**
 * Membership records as 0.1.0 wrote them: a genesis by the root without an owner's key, and add-device with one signature, by any
 * workstation. They are only read. A clinic of that time has no owner that the log knows until a workstation of it claims it
 * by its first `user` record (roster.ts).
 */
import { z } from 'zod';
import { sameBytes } from '../base/bytes.ts';
import { verify } from '../crypto/sodium.ts';
import { decodeCbor } from './cbor.ts';
import { DeviceKeys, isAsWritten, MAX_MEMBERSHIP_RECORD } from './membership.ts';
import { byteString, ClinicId, DeviceId, Hash, PublicKey, Signature } from './types.ts';

const Common = {
  v: z.literal(1),
  clinic: ClinicId,
  index: z.int().min(0),
  previous: Hash,
  signer: PublicKey,
  keys: z
    .array(z.strictObject({ epoch: z.int().min(1), to: DeviceId.nullable(), sealed: byteString({ max: 128 }) }))
    .max(1000),
  epoch: z.literal(1),
  nonce: byteString({ length: 24 }),
  commitment: Hash,
  sealed: byteString({ max: 32 * 1024 }),
};

const LegacyBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('genesis'),
    ...Common,
    root: z.strictObject({ sign: PublicKey, box: PublicKey }),
    device: DeviceKeys,
  }),
  z.strictObject({ kind: z.literal('add-device'), ...Common, device: DeviceKeys }),
]);
export type LegacyBody = z.infer<typeof LegacyBody>;

const SignedRecord = z.strictObject({ body: byteString({ max: MAX_MEMBERSHIP_RECORD }), signature: Signature });
const SIGN_CONTEXT = 'xinglin/membership/v1/sign';

/** The body of a record of 0.1.0 that the key it names has signed and that seals keys to its new workstation alone; null for any other. */
export function readLegacyRecord(record: Uint8Array): LegacyBody | null {
  if (record.length > MAX_MEMBERSHIP_RECORD) return null;
  const signed = decodeCbor(SignedRecord, record);
  const body = signed && decodeCbor(LegacyBody, signed.body);
  if (
    !signed ||
    !body ||
    !isAsWritten(record, signed) ||
    !verify(SIGN_CONTEXT, signed.body, signed.signature, body.signer)
  )
    return null;
  const toOthers = body.keys.some(({ to }) => (to === null ? body.kind !== 'genesis' : !sameBytes(to, body.device.id)));
  return toOthers || body.keys.some(({ epoch }) => epoch !== 1) ? null : body;
}
