/**
 * Challenges, tokens and invitations without any state: each is a public statement with a keyed BLAKE2b over it, under
 * a subkey of the store's secret for that purpose only. Whatever process holds the store can check them.
 */
import { concat } from '../../shared/base/bytes.ts';
import type { Clock, Random } from '../../shared/base/world.ts';
import { derive, equalSecret } from '../../shared/crypto/sodium.ts';

const CHALLENGE_SECONDS = 60;
export const TOKEN_SECONDS = 15 * 60;

const MAC_BYTES = 32;
const CLINIC_BYTES = 32;
const DEVICE_BYTES = 16;
const TIME_BYTES = 8;
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
  bearer(token: string): Bearer | null;
  /** An invitation to register one clinic. */
  invitation(expiresAt: number): string;
  /** The id under which an invitation is used up; null if it is not ours or has expired. */
  invitationId(invitation: string): Uint8Array | null;
}

/** Tokens under the store's secret. */
export function createTokens(secret: Uint8Array, clock: Clock, random: Random): Tokens {
  const challenges = sealer(derive(secret, 'xinglin/cloud/challenge/v1'));
  const tokens = sealer(derive(secret, 'xinglin/cloud/token/v1'));
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

    token: (clinicId, deviceId) => text(tokens.seal(clinicId, deviceId, time(clock.now() + TOKEN_SECONDS * 1000))),

    bearer: (token) => current(tokens.open(binary(token), CLINIC_BYTES + DEVICE_BYTES + TIME_BYTES)),

    invitation: (expiresAt) => text(invitations.seal(random.bytes(NONCE_BYTES), time(expiresAt))),

    invitationId(invitation) {
      const statement = invitations.open(binary(invitation), NONCE_BYTES + TIME_BYTES);
      return statement && readTime(statement, NONCE_BYTES) > clock.now() ? statement.slice(0, NONCE_BYTES) : null;
    },
  };
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

function binary(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}
