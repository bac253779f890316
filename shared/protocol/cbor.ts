/** CBOR (RFC 8949) as this product writes it: plain maps with text keys, no extensions, same bytes for same values. */
import { Encoder } from 'cbor-x';
import type { z } from 'zod';
import { isPlainCbor } from './plain-cbor.ts';

const codec = new Encoder({
  useRecords: false,
  mapsAsObjects: true,
  tagUint8Array: false,
  variableMapSize: true,
  int64AsNumber: true,
} as ConstructorParameters<typeof Encoder>[0]);

/** Encodes plain data: maps, arrays, text, byte strings, numbers, booleans, null. */
export function encodeCbor(value: unknown): Uint8Array {
  const encoded = codec.encode(value);
  return new Uint8Array(encoded.buffer, encoded.byteOffset, encoded.byteLength).slice();
}

/** Decodes and parses by a schema; null for anything malformed. What arrives from outside is read only through this. */
export function decodeCbor<S extends z.ZodType>(schema: S, bytes: Uint8Array): z.output<S> | null {
  if (!isPlainCbor(bytes)) return null;
  let value: unknown;
  try {
    value = codec.decode(bytes);
  } catch {
    return null; // the decoder throws on malformed input, whatever it is
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
