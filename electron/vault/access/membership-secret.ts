/** The part of a membership record that the cloud need not know: names, users, roles, cut-offs. */
import { z } from 'zod';
import { RoleTable } from '../../../shared/access/roles.ts';
import { concat } from '../../../shared/base/bytes.ts';
import type { Random } from '../../../shared/base/world.ts';
import { decrypt, encrypt, equalSecret, messageKeys, NONCE_BYTES } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { LegacyBody } from '../../../shared/protocol/legacy-membership.ts';
import type { MembershipBody } from '../../../shared/protocol/membership.ts';
import { DeviceId, Hash } from '../../../shared/protocol/types.ts';
import { WrappedUser } from './keyring.ts';

/** What the clinic is called and how it counts; in the first record. */
export const Profile = z.strictObject({
  name: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  timeZone: z.string(),
  sample: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;

export const UserStatus = z.enum(['active', 'disabled']);
export type UserStatus = z.infer<typeof UserStatus>;

/** Up to where a workstation's envelopes still count as they were: its last one that the author of a restriction knew. */
const CutOff = z.tuple([DeviceId, z.int().min(0), Hash]);
export type CutOff = z.infer<typeof CutOff>;

/** `userId`: who did it; empty for the root. `at`: milliseconds by the author's clock. What the kind of the record has no use for is absent. */
export const Secret = z.strictObject({
  v: z.literal(1),
  userId: z.string().max(64),
  at: z.number().optional(),
  deviceName: z.string().max(200).optional(),
  profile: Profile.optional(),
  user: WrappedUser.optional(),
  status: UserStatus.optional(),
  roles: RoleTable.optional(),
  cutOffs: z.array(CutOff).max(1000).optional(),
  reason: z.string().max(500).optional(),
});
export type Secret = z.infer<typeof Secret>;

const SECRET_CONTEXT = 'xinglin/membership/v1/secret-key';
const OLDER_CONTEXT = 'xinglin/membership/v1/older-key';

export type Place = Pick<MembershipBody, 'clinic' | 'index' | 'previous'>;

interface Sealed {
  readonly nonce: Uint8Array;
  readonly commitment: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Seals what members alone may read, under an epoch's key, for one place of the log. */
export function sealSecret(secret: Secret, place: Place, key: Uint8Array, random: Random): Sealed {
  return sealFor(SECRET_CONTEXT, encodeCbor(secret), place, key, random);
}

/** Opens it; null without the key, or where it was sealed so that it does not open. */
export function openSecret(body: MembershipBody | LegacyBody, key: Uint8Array | undefined): Secret | null {
  const plain = key && openFor(SECRET_CONTEXT, body, body, key);
  return plain ? decodeCbor(Secret, plain) : null;
}

/** Keeps the key of the epoch before under the new one. */
export function sealOlderKey(older: Uint8Array, place: Place, key: Uint8Array, random: Random): Sealed {
  return sealFor(OLDER_CONTEXT, older, place, key, random);
}

/** The key of the epoch before; null where the new one does not open it. */
export function openOlderKey(older: Sealed, place: Place, key: Uint8Array): Uint8Array | null {
  return openFor(OLDER_CONTEXT, older, place, key);
}

function sealFor(context: string, plain: Uint8Array, place: Place, key: Uint8Array, random: Random): Sealed {
  const nonce = random.bytes(NONCE_BYTES);
  const keys = messageKeys(key, context, nonce);
  return { nonce, commitment: keys.commitment, sealed: encrypt(plain, associated(place), nonce, keys.key) };
}

function openFor(context: string, { nonce, commitment, sealed }: Sealed, place: Place, key: Uint8Array) {
  const keys = messageKeys(key, context, nonce);
  return equalSecret(keys.commitment, commitment) ? decrypt(sealed, associated(place), nonce, keys.key) : null;
}

function associated(place: Place): Uint8Array {
  const index = new Uint8Array(4);
  new DataView(index.buffer).setUint32(0, place.index);
  return concat(place.clinic, index, place.previous);
}
