/**
 * The one file that imports libsodium. Everything cryptographic in the product goes through these functions.
 *
 * Security notes, cited elsewhere by number:
 * (1) Every key and nonce comes from `Random`, which in the product is libsodium's generator.
 * (2) Every signature and every hash of ours is over a context string and then the bytes, so that a value made for one
 *     purpose is never valid for another.
 * (3) XChaCha20-Poly1305 does not commit to its key. `messageKeys` derives, per message, an encryption key and a
 *     commitment from one key and nonce by keyed BLAKE2b; the commitment is stored and compared first.
 * (4) Argon2id's floors are compiled in; parameters below them are refused, whoever sends them.
 */
import sodium from 'libsodium-wrappers';
import { concat, utf8 } from '../base/bytes.ts';

/** Must be awaited once before anything else here is called. */
export const cryptoReady: Promise<void> = sodium.ready;

export const HASH_BYTES = 32;
export const KEY_BYTES = 32;
export const NONCE_BYTES = 24;
export const TAG_BYTES = 16;
export const SIGNATURE_BYTES = 64;
const PUBLIC_KEY_BYTES = 32;

export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** Unpredictable bytes from libsodium's generator; see note 1. */
export function randomBytes(length: number): Uint8Array {
  return sodium.randombytes_buf(length);
}

/** BLAKE2b of context and parts. `length` 16 to 64 bytes. */
export function hash(context: string, parts: readonly Uint8Array[], length = HASH_BYTES): Uint8Array {
  return sodium.crypto_generichash(length, concat(utf8(`${context}\0`), ...parts), null);
}

/** Keyed BLAKE2b: a subkey for one purpose, or a message authentication code. `key` 32 bytes, result `length` bytes. */
export function derive(
  key: Uint8Array,
  context: string,
  parts: readonly Uint8Array[] = [],
  length = KEY_BYTES,
): Uint8Array {
  return sodium.crypto_generichash(length, concat(utf8(`${context}\0`), ...parts), key);
}

/** Compares in constant time. */
export function equalSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}

/** Overwrites key material that is no longer needed. */
export function wipe(secret: Uint8Array): void {
  sodium.memzero(secret);
}

/** Ed25519 (RFC 8032) key pair from a 32-byte seed. */
export function signKeyPair(seed: Uint8Array): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/** X25519 (RFC 7748) key pair from a 32-byte seed. */
export function boxKeyPair(seed: Uint8Array): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/** Detached Ed25519 signature over context and bytes; see note 2. */
export function sign(context: string, message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return sodium.crypto_sign_detached(concat(utf8(`${context}\0`), message), secretKey);
}

/** Whether `signature` is `publicKey`'s over context and bytes. Malformed keys and signatures are simply not valid. */
export function verify(context: string, message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  return sodium.crypto_sign_verify_detached(signature, concat(utf8(`${context}\0`), message), publicKey);
}

/** Anonymous sealed box to an X25519 key: 48 bytes longer than the message. */
export function seal(message: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sodium.crypto_box_seal(message, publicKey);
}

/** Opens a sealed box; null if it was not made for these keys or was altered. */
export function unseal(sealed: Uint8Array, keys: KeyPair): Uint8Array | null {
  try {
    return sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.secretKey);
  } catch {
    return null; // libsodium throws one error for every wrong key or altered byte
  }
}

/** Encryption key and commitment of one message; see note 3. */
export function messageKeys(
  key: Uint8Array,
  context: string,
  nonce: Uint8Array,
): { key: Uint8Array; commitment: Uint8Array } {
  const both = derive(key, context, [nonce], KEY_BYTES + HASH_BYTES);
  return { key: both.slice(0, KEY_BYTES), commitment: both.slice(KEY_BYTES) };
}

/** XChaCha20-Poly1305: ciphertext with its 16-byte tag behind it. */
export function encrypt(message: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, associated, null, nonce, key);
}

/** The inverse of `encrypt`; null if key, nonce, associated data or ciphertext are not the ones. */
export function decrypt(
  ciphertext: Uint8Array,
  associated: Uint8Array,
  nonce: Uint8Array,
  key: Uint8Array,
): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key);
  } catch {
    return null; // one error for everything that does not authenticate
  }
}

/** Argon2id cost: passes and bytes of memory (RFC 9106). */
export interface KdfCost {
  readonly passes: number;
  readonly memory: number;
}

/** No key is ever derived below this, whatever a file or a message says; see note 4. */
export const KDF_FLOOR: KdfCost = { passes: 3, memory: 64 * 1024 * 1024 };
/** libsodium's MODERATE: about a second on an ordinary machine. */
export const KDF_DEFAULT: KdfCost = { passes: 3, memory: 256 * 1024 * 1024 };
/** What an attacker may make us spend at most. */
export const KDF_CEILING: KdfCost = { passes: 16, memory: 1024 * 1024 * 1024 };
export const SALT_BYTES = 16;

/** Argon2id of a passphrase (NFKC). Blocks for about a second: run it in a worker. Throws on a cost outside the limits. */
export function passphraseKey(passphrase: string, salt: Uint8Array, cost: KdfCost): Uint8Array {
  if (cost.passes < KDF_FLOOR.passes || cost.memory < KDF_FLOOR.memory)
    throw new Error('key derivation below its floor');
  if (cost.passes > KDF_CEILING.passes || cost.memory > KDF_CEILING.memory)
    throw new Error('key derivation above its ceiling');
  return sodium.crypto_pwhash(
    KEY_BYTES,
    utf8(passphrase.normalize('NFKC')),
    salt,
    cost.passes,
    cost.memory,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
