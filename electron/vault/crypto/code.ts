/**
 * The code that a new workstation shows: 125 bits of the hash of its public keys and a salt, in Crockford's base 32.
 * It commits to the keys: nobody, not even one who has seen it, can find other keys for it. The salt travels only under
 * a key that follows from the code, so that the endpoint, which sees the public keys, cannot compute the code from them.
 */
import { concat } from '../../../shared/base/bytes.ts';
import type { Random } from '../../../shared/base/world.ts';
import { decrypt, derive, encrypt, equalSecret, hash, NONCE_BYTES } from '../../../shared/crypto/sodium.ts';
import type { DeviceKeys } from '../../../shared/protocol/membership.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 25;
const GROUP = 5;
export const CODE_SALT_BYTES = 32;

/** The code of a workstation's keys, in groups of five. */
export function enrolmentCode(device: DeviceKeys, salt: Uint8Array): string {
  const digest = hash('xinglin/enrolment/v1/code', [device.sign, device.box, salt]);
  let bits = 0n;
  for (const byte of digest.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 128n - BigInt(CHARACTERS * 5);
  const text = Array.from(
    { length: CHARACTERS },
    (_, i) => ALPHABET[Number((bits >> BigInt((CHARACTERS - 1 - i) * 5)) & 31n)],
  ).join('');
  return (text.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** A code as a person may type it (case, spaces, O for 0, I and L for 1), in its canonical form; null if it is none. */
export function readCode(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (text.length !== CHARACTERS || [...text].some((char) => !ALPHABET.includes(char))) return null;
  return (text.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** Whether these keys and this salt are what the code commits to. */
export function codeMatches(code: string, device: DeviceKeys, salt: Uint8Array): boolean {
  return equalSecret(new TextEncoder().encode(enrolmentCode(device, salt)), new TextEncoder().encode(code));
}

/** The name, in hexadecimal length 32 bytes, of the mailbox at the endpoint: says nothing about the code. */
export function codeMailbox(code: string): Uint8Array {
  return hash('xinglin/enrolment/v1/mailbox', [new TextEncoder().encode(code)]);
}

/** Seals what only somebody who knows the code may read. */
export function sealUnderCode(code: string, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES);
  return concat(nonce, encrypt(plain, new Uint8Array(), nonce, keyOf(code)));
}

/** Opens what was sealed under the code; null for another code or altered bytes. */
export function openUnderCode(code: string, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length <= NONCE_BYTES) return null;
  return decrypt(sealed.subarray(NONCE_BYTES), new Uint8Array(), sealed.subarray(0, NONCE_BYTES), keyOf(code));
}

function keyOf(code: string): Uint8Array {
  return derive(hash('xinglin/enrolment/v1/secret', [new TextEncoder().encode(code)]), 'xinglin/enrolment/v1/seal');
}
