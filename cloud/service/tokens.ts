/**
 * Challenges, tokens and invitations without any state: each is a public statement with a keyed BLAKE2b over it, under
 * a subkey of the store's secret for that purpose only. Whatever process holds the store can check them.
 *
 * A token travels with every request, so it is short: the beginning of the clinic's id, the device's, the second in which it
 * ends, and 96 bits of a code over both whole ids and that time, of which the endpoint alone can tell right from wrong.
 */
import { concat, toHex } from '../../shared/base/bytes.ts';
import type { Clock, Random } from '../../shared/base/world.ts';
import { derive, equalSecret } from '../../shared/crypto/sodium.ts';

const CHALLENGE_SECONDS = 60;
export const TOKEN_SECONDS = 15 * 60;

const MAC_BYTES = 32;
const CLINIC_BYTES = 32;
const DEVICE_BYTES = 16;
const TIME_BYTES = 8;
const PREFIX_BYTES = 8;
const SECOND_BYTES = 4;
const TOKEN_MAC_BYTES = 12;
const TOKEN_BYTES = PREFIX_BYTES + DEVICE_BYTES + SECOND_BYTES + TOKEN_MAC_BYTES;
/** Clinics by the beginning of their ids, kept in memory at most. */
const KNOWN_PREFIXES = 10_000;
const NONCE_BYTES = 16;

/** The device that a token speaks for. */
export interface Bearer {
  readonly clinicId: Uint8Array;
  readonly deviceId: Uint8Array;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Tokens {
  challenge(clinicId: Uint8Array, deviceId: Uint8Array): Uint8Array;
  /** Whether this is a challenge of ours for this device that has not expired. */
  acceptsChallenge(challenge: Uint8Array, clinicId: Uint8Array, deviceId: Uint8Array): boolean;
  token(clinicId: Uint8Array, deviceId: Uint8Array): string;
  /** Whom the token speaks for; null if it is not ours or has expired. */
  bearer(token: string): Promise<Bearer | null>;
  /** An invitation to register one clinic. */
  invitation(expiresAt: number): string;
  /** The id under which an invitation is used up; null if it is not ours or has expired. */
  invitationId(invitation: string): Uint8Array | null;
}

/** Ids of the clinics that begin so. */
export type FindClinics = (prefix: Uint8Array) => Promise<readonly Uint8Array[]>;

/** Tokens under the store's secret. */
export function createTokens(secret: Uint8Array, clock: Clock, random: Random, clinics: FindClinics): Tokens {
  const challenges = sealer(derive(secret, 'xinglin/cloud/challenge/v1'));
  const tokenKey = derive(secret, 'xinglin/cloud/token/v2');
  const tokenMac = (...fields: readonly Uint8Array[]) =>
    derive(tokenKey, 'xinglin/cloud/mac/v1', [concat(...fields)]).slice(0, TOKEN_MAC_BYTES);
  const find = remembering(clinics);
  const invitations = sealer(derive(secret, 'xinglin/cloud/invitation/v1'));

  /** clinic, device, time of expiry; null if it has passed. */
  function current(statement: Uint8Array | null): Bearer | null {
    if (!statement) return null;
    const timeAt = CLINIC_BYTES + DEVICE_BYTES;
    const expiresAt = readTime(statement, timeAt);
    if (expiresAt <= clock.now()) return null;
    return { clinicId: statement.slice(0, CLINIC_BYTES), deviceId: statement.slice(CLINIC_BYTES, timeAt), expiresAt };
  }

  return {
    challenge: (clinicId, deviceId) =>
      challenges.seal(clinicId, deviceId, time(clock.now() + CHALLENGE_SECONDS * 1000), random.bytes(NONCE_BYTES)),

    acceptsChallenge(challenge, clinicId, deviceId) {
      const bearer = current(challenges.open(challenge, CLINIC_BYTES + DEVICE_BYTES + TIME_BYTES + NONCE_BYTES));
      return bearer !== null && equalSecret(bearer.clinicId, clinicId) && equalSecret(bearer.deviceId, deviceId);
    },

    token(clinicId, deviceId) {
      const end = seconds(clock.now() / 1000 + TOKEN_SECONDS);
      return text(concat(clinicId.subarray(0, PREFIX_BYTES), deviceId, end, tokenMac(clinicId, deviceId, end)));
    },

    async bearer(token) {
      const bytes = binary(token);
      if (bytes.length !== TOKEN_BYTES) return null;
      const [prefix, deviceId, end, mac] = cut(bytes, PREFIX_BYTES, DEVICE_BYTES, SECOND_BYTES, TOKEN_MAC_BYTES);
      const expiresAt = new DataView(end.buffer).getUint32(0) * 1000;
      if (expiresAt <= clock.now()) return null;
      const clinicId = (await find(prefix)).find((id) => equalSecret(tokenMac(id, deviceId, end), mac));
      return clinicId ? { clinicId, deviceId, expiresAt } : null;
    },

    invitation: (expiresAt) => text(invitations.seal(random.bytes(NONCE_BYTES), time(expiresAt))),

    invitationId(invitation) {
      const statement = invitations.open(binary(invitation), NONCE_BYTES + TIME_BYTES);
      return statement && readTime(statement, NONCE_BYTES) > clock.now() ? statement.slice(0, NONCE_BYTES) : null;
    },
  };
}

/** Asks once for each beginning, as long as it is remembered; of one that no clinic has, nothing is. */
function remembering(clinics: FindClinics): FindClinics {
  const known = new Map<string, readonly Uint8Array[]>();
  return async (prefix) => {
    const key = toHex(prefix);
    const ids = known.get(key) ?? (await clinics(prefix));
    if (known.size >= KNOWN_PREFIXES) known.clear();
    if (ids.length > 0) known.set(key, ids);
    return ids;
  };
}

type Parts = [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

function cut(bytes: Uint8Array<ArrayBuffer>, ...lengths: readonly [number, number, number, number]): Parts {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return bytes.slice(at - length, at);
  }) as Parts;
}

function seconds(value: number): Uint8Array {
  const bytes = new Uint8Array(SECOND_BYTES);
  new DataView(bytes.buffer).setUint32(0, Math.trunc(value));
  return bytes;
}

function sealer(key: Uint8Array) {
  const mac = (statement: Uint8Array) => derive(key, 'xinglin/cloud/mac/v1', [statement], MAC_BYTES);
  return {
    seal(...fields: readonly Uint8Array[]): Uint8Array {
      const statement = concat(...fields);
      return concat(statement, mac(statement));
    },
    /** The statement of exactly `length` bytes if its code is right; null otherwise. */
    open(bytes: Uint8Array, length: number): Uint8Array | null {
      if (bytes.length !== length + MAC_BYTES) return null;
      const statement = bytes.subarray(0, length);
      return equalSecret(mac(statement), bytes.subarray(length)) ? statement : null;
    },
  };
}

function time(milliseconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.trunc(milliseconds)));
  return bytes;
}

function readTime(bytes: Uint8Array, at: number): number {
  return Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function binary(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}
