/** Single values of this workstation, CBOR in the table `meta`, each with its schema. */
import type { z } from 'zod';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { Reader, Writer } from './database.ts';

/** A value, or undefined where it was never set. Throws where it does not fit its schema: the database is not ours. */
export function getMeta<S extends z.ZodType>(reader: Reader, key: string, schema: S): z.output<S> | undefined {
  const row = reader.get<{ value: Uint8Array }>('SELECT value FROM meta WHERE key = ?', key);
  if (!row) return undefined;
  const value = decodeCbor(schema, row.value);
  if (value === null) throw new Error(`meta ${key} does not fit its schema`);
  return value;
}

/** Forgets a value; its bytes are overwritten. */
export function deleteMeta(writer: Writer, key: string): void {
  writer.run('DELETE FROM meta WHERE key = ?', key);
}

/** Sets a value. */
export function setMeta(writer: Writer, key: string, value: unknown): void {
  writer.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    encodeCbor(value),
  );
}
