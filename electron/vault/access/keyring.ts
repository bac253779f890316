/**
 * The keyring: a small file beside the database that says who can open it. It holds no key in the clear: users' keys are
 * wrapped by Argon2id of their passphrase, the database key is sealed to each user's box key and to the recovery key.
 * The clinic's name and the users' names are readable in it: the lock screen shows them.
 *
 * Version history: 1 (0.1.0): one user. 2: a slot for each active user; the analysts' key; the wrapping of a user's keys no longer depends on
 * name and role, which an owner can change without the passphrase.
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
  /** The passphrase was chosen by somebody else: to be changed at the first log-in. */
  initial: z.boolean().optional(),
});
export type WrappedUser = z.infer<typeof WrappedUser>;

/** What a user can open here: the database, or only what was made for analysts; each key sealed to the user's box key. */
const Slot = z.strictObject({
  user: WrappedUser,
  databaseKey: byteString({ max: 128 }).nullable(),
  analysisKey: byteString({ max: 128 }).nullable().default(null),
});
export type Slot = z.infer<typeof Slot>;

export const Keyring = z.strictObject({
  v: z.union([z.literal(1), z.literal(2)]).transform(() => 2 as const),
  clinicId: ClinicId,
  clinicName: z.string(),
  sample: z.boolean(),
  deviceId: DeviceId,
  /** An unconfirmed workstation waits for a person to compare the words. */
  status: z.enum(['unconfirmed', 'active']),
  /** The six words that follow from public keys; there until they are confirmed. */
  words: z.string().optional(),
  users: z.array(Slot).min(1),
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
  who: { id: string; name: string; role: Role; passphrase: string; initial?: boolean },
  cost: KdfCost,
  kdf: Kdf,
  random: Random,
): Promise<{ user: WrappedUser; keys: UserKeys }> {
  const seeds = random.bytes(SEEDS_BYTES);
  const keys = keysOf(seeds);
  const { id, name, role } = who;
  const common = { id, name, role, sign: keys.sign.publicKey, box: keys.box.publicKey };
  const wrapping = await wrap(seeds, common, who.passphrase, cost, kdf, random);
  wipe(seeds);
  return { user: { ...common, ...wrapping, ...(who.initial ? { initial: true } : {}) }, keys };
}

/** The wrapping of a user's keys under another passphrase; null where the old one is wrong. */
export async function rewrapUser(
  user: WrappedUser,
  passphrases: { old: string; new: string },
  cost: KdfCost,
  kdf: Kdf,
  random: Random,
): Promise<Wrapping | null> {
  const seeds = await openSeeds(user, passphrases.old, kdf);
  if (!seeds) return null;
  const wrapping = await wrap(seeds, user, passphrases.new, cost, kdf, random);
  wipe(seeds);
  return wrapping;
}

/** Opens a user's keys; null for a wrong passphrase. Throws where the file asks for a cost outside the limits. */
export async function openUser(user: WrappedUser, passphrase: string, kdf: Kdf): Promise<UserKeys | null> {
  const seeds = await openSeeds(user, passphrase, kdf);
  if (!seeds) return null;
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

type Who = Pick<WrappedUser, 'id' | 'sign' | 'box'>;
export type Wrapping = Pick<WrappedUser, 'salt' | 'passes' | 'memory' | 'nonce' | 'commitment' | 'wrapped'>;

async function wrap(
  seeds: Uint8Array,
  who: Who,
  passphrase: string,
  cost: KdfCost,
  kdf: Kdf,
  random: Random,
): Promise<Wrapping> {
  const salt = random.bytes(SALT_BYTES);
  const nonce = random.bytes(NONCE_BYTES);
  const guard = await kdf(passphrase, salt, cost);
  const { key, commitment } = messageKeys(guard, WRAP_CONTEXT, nonce);
  const wrapped = encrypt(seeds, associated(who), nonce, key);
  for (const secret of [guard, key]) wipe(secret);
  return { salt, passes: cost.passes, memory: cost.memory, nonce, commitment, wrapped };
}

async function openSeeds(user: WrappedUser, passphrase: string, kdf: Kdf): Promise<Uint8Array | null> {
  const guard = await kdf(passphrase, user.salt, { passes: user.passes, memory: user.memory });
  const { key, commitment } = messageKeys(guard, WRAP_CONTEXT, user.nonce);
  const seeds = equalSecret(commitment, user.commitment)
    ? (decrypt(user.wrapped, associated(user), user.nonce, key) ??
      decrypt(user.wrapped, legacyAssociated(user), user.nonce, key))
    : null;
  for (const secret of [guard, key]) wipe(secret);
  return seeds?.length === SEEDS_BYTES ? seeds : null;
}

function keysOf(seeds: Uint8Array): UserKeys {
  return { sign: signKeyPair(seeds.slice(0, 32)), box: boxKeyPair(seeds.slice(32)) };
}

function associated({ id, sign, box }: Who): Uint8Array {
  return concat(utf8(`${id}\0`), sign, box);
}

/** As 0.1.0 wrapped, when every user was an owner. */
function legacyAssociated({ id, name, sign, box }: WrappedUser): Uint8Array {
  return concat(utf8(`${id}\0${name}\0owner\0`), sign, box);
}
