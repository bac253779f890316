import { z } from 'zod';

/** A byte string of exactly `length` bytes (`max` at most, where only that is given). */
export function byteString(limits: { length: number } | { max: number }): z.ZodType<Uint8Array> {
  return (
    z
      .instanceof(Uint8Array)
      .refine(
        (bytes) => ('length' in limits ? bytes.length === limits.length : bytes.length <= limits.max),
        'wrong length',
      )
      .transform((bytes) => new Uint8Array(bytes))
      // for the description of the protocol: a byte string of CBOR, lengths in bytes
      .meta({
        type: 'string',
        format: 'binary',
        ...('length' in limits ? { minLength: limits.length, maxLength: limits.length } : { maxLength: limits.max }),
      }) as unknown as z.ZodType<Uint8Array>
  );
}

export const Hash = byteString({ length: 32 });
export const PublicKey = byteString({ length: 32 });
export const Signature = byteString({ length: 64 });
export const DeviceId = byteString({ length: 16 });
export const ClinicId = byteString({ length: 32 });
export const Incarnation = byteString({ length: 16 });

/** Path prefix of every message. A new incompatible protocol gets a new one. */
export const PROTOCOL = '/v1';
export const CBOR = 'application/cbor';
