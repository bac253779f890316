/**
 * The keyring: a small file beside the database that says who can open it. It holds no key in the clear: users' keys are
 * wrapped by Argon2id of their passphrase, the database key is sealed to each user's box key and to the recovery key.
 * The clinic's name and the users' names are readable in it: the lock screen shows them.
 *
 * Version history: 1 (0.1.0).
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { Role } from '../../../shared/access/roles.ts';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import {
  boxKeyPair,
  decrypt,
  encrypt,
  equalSecret,
  KDF_CEILING,
  KDF_FLOOR,
  type KdfCost,
  type KeyPair,
  messageKeys,
  NONCE_BYTES,
  SALT_BYTES,
  signKeyPair,
  wipe,
} from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { byteString, ClinicId, DeviceId, Hash, PublicKey } from '../../../shared/protocol/types.ts';
import { onDisk } from '../storage/disk.ts';

/** A user and their wrapped keys. Travels in the membership log, so that they can log in on any workstation. */
export const WrappedUser = z.strictObject({
  id: z.string().max(64),
  name: z.string().max(200),
  role: Role,
  sign: PublicKey,
  box: PublicKey,
  salt: byteString({ length: SALT_BYTES }),
  passes: z.int().min(KDF_FLOOR.passes).max(KDF_CEILING.passes),
  memory: z.int().min(KDF_FLOOR.memory).max(KDF_CEILING.memory),
  nonce: byteString({ length: NONCE_BYTES }),
  commitment: Hash,
  wrapped: byteString({ max: 128 }),
});
export type WrappedUser = z.infer<typeof WrappedUser>;

export const Keyring = z.strictObject({
  v: z.literal(1),
  clinicId: ClinicId,
  clinicName: z.string(),
  sample: z.boolean(),
  deviceId: DeviceId,
  /** An unconfirmed workstation waits for a person to compare the words. */
  status: z.enum(['unconfirmed', 'active']),
  /** The six words that follow from public keys; there until they are confirmed. */
  words: z.string().optional(),
  users: z.array(z.strictObject({ user: WrappedUser, databaseKey: byteString({ max: 128 }) })).min(1),
  recovery: byteString({ max: 128 }),
});
export type Keyring = z.infer<typeof Keyring>;

export interface UserKeys {
  readonly sign: KeyPair;
  readonly box: KeyPair;
}

const WRAP_CONTEXT = 'xinglin/user/v1/wrap';
const SEEDS_BYTES = 64;

/** Derives the key that guards a user's keys; Argon2id, in a worker in the product. */
export type Kdf = (passphrase: string, salt: Uint8Array, cost: KdfCost) => Promise<Uint8Array>;

/** A new user's keys and their wrapped form. */
export async function createUser(
  who: { id: string; name: string; passphrase: string },
  cost: KdfCost,
  kdf: Kdf,
  random: Random,
): Promise<{ user: WrappedUser; keys: UserKeys }> {
  const seeds = random.bytes(SEEDS_BYTES);
  const keys = keysOf(seeds);
  const salt = random.bytes(SALT_BYTES);
  const nonce = random.bytes(NONCE_BYTES);
  const guard = await kdf(who.passphrase, salt, cost);
  const { key, commitment } = messageKeys(guard, WRAP_CONTEXT, nonce);
  const common = {
    id: who.id,
    name: who.name,
    role: 'owner' as const,
    sign: keys.sign.publicKey,
    box: keys.box.publicKey,
  };
  const wrapped = encrypt(seeds, associated(common), nonce, key);
  for (const secret of [seeds, guard, key]) wipe(secret);
  return { user: { ...common, salt, passes: cost.passes, memory: cost.memory, nonce, commitment, wrapped }, keys };
}

/** Opens a user's keys; null for a wrong passphrase. Throws where the file asks for a cost outside the limits. */
export async function openUser(user: WrappedUser, passphrase: string, kdf: Kdf): Promise<UserKeys | null> {
  const guard = await kdf(passphrase, user.salt, { passes: user.passes, memory: user.memory });
  const { key, commitment } = messageKeys(guard, WRAP_CONTEXT, user.nonce);
  const seeds = equalSecret(commitment, user.commitment)
    ? decrypt(user.wrapped, associated(user), user.nonce, key)
    : null;
  for (const secret of [guard, key]) wipe(secret);
  if (!seeds || seeds.length !== SEEDS_BYTES) return null;
  const keys = keysOf(seeds);
  wipe(seeds);
  return keys;
}

/** Reads the keyring; null where there is none. Raises database-damaged for one that cannot be understood. */
export function readKeyring(file: string): Keyring | null {
  if (!existsSync(file)) return null;
  const keyring = decodeCbor(
    Keyring,
    onDisk(() => readFileSync(file)),
  );
  if (!keyring)
    raise(
      'database-damaged',
      'The keyring of this workstation is damaged. Restore it from a backup, or enrol this workstation again.',
    );
  return keyring;
}

/** Replaces the keyring durably: the old one or the new one is there, whatever happens. Raises disk-full, home-unusable. */
export function writeKeyring(file: string, keyring: Keyring): void {
  onDisk(() => {
    const temporary = `${file}.new`;
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, encodeCbor(keyring));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  });
}

function keysOf(seeds: Uint8Array): UserKeys {
  return { sign: signKeyPair(seeds.slice(0, 32)), box: boxKeyPair(seeds.slice(32)) };
}

function associated(user: { id: string; name: string; role: string; sign: Uint8Array; box: Uint8Array }): Uint8Array {
  return concat(utf8(`${user.id}\0${user.name}\0${user.role}\0`), user.sign, user.box);
}
