/** What this workstation is: kept only inside the encrypted database. */
import { z } from 'zod';
import { toHex } from '../../../shared/base/bytes.ts';
import { boxKeyPair, type KeyPair, signKeyPair } from '../../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../../shared/envelope/layout.ts';
import type { DeviceKeys } from '../../../shared/protocol/membership.ts';
import { byteString, ClinicId } from '../../../shared/protocol/types.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

const Stored = z.strictObject({
  clinicId: ClinicId,
  signSeed: byteString({ length: 32 }),
  boxSeed: byteString({ length: 32 }),
  name: z.string(),
});

export interface Identity {
  readonly clinicId: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly deviceHex: string;
  readonly name: string;
  readonly sign: KeyPair;
  readonly box: KeyPair;
}

/** A workstation's keys from its two seeds of 32 bytes. */
export function makeIdentity(clinicId: Uint8Array, name: string, signSeed: Uint8Array, boxSeed: Uint8Array): Identity {
  const sign = signKeyPair(signSeed);
  const deviceId = deviceIdOf(sign.publicKey);
  return { clinicId, deviceId, deviceHex: toHex(deviceId), name, sign, box: boxKeyPair(boxSeed) };
}

/** The public half, as the membership log has it. */
export function publicKeys(identity: Identity): DeviceKeys {
  return { id: identity.deviceId, sign: identity.sign.publicKey, box: identity.box.publicKey };
}

/** Keeps the workstation's seeds in its database. */
export function saveIdentity(
  writer: Writer,
  clinicId: Uint8Array,
  name: string,
  signSeed: Uint8Array,
  boxSeed: Uint8Array,
): void {
  setMeta(writer, 'identity', { clinicId, signSeed, boxSeed, name });
}

/** The workstation whose database this is. */
export function loadIdentity(reader: Reader): Identity {
  const stored = getMeta(reader, 'identity', Stored);
  if (!stored) throw new Error('a database without identity');
  return makeIdentity(stored.clinicId, stored.name, stored.signSeed, stored.boxSeed);
}
