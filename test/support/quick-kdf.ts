/**
 * In place of Argon2id, where a test is about something else: one hash, no delay, and no key that any real home would
 * have. What is about passphrases derives its keys as the product does (`ARGON2` of vaults.ts).
 */
import { createHash } from 'node:crypto';

/** The 32 bytes that a vault under test has for this passphrase. */
export function quickKey(passphrase: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(salt).update(passphrase.normalize('NFKC')).digest());
}

/** The same in the form of a vault's own. */
export const quickKdf = async (passphrase: string, salt: Uint8Array): Promise<Uint8Array> => quickKey(passphrase, salt);
