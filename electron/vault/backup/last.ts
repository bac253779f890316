/** When the last backup was made that a trial restore proved. */
import { z } from 'zod';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

const KEY = 'backup';
const Last = z.strictObject({ at: z.int() });

/** Milliseconds; undefined for never. */
export function lastBackup(reader: Reader): number | undefined {
  return getMeta(reader, KEY, Last)?.at;
}

/** Remembers a verified backup. */
export function rememberBackup(writer: Writer, at: number): void {
  setMeta(writer, KEY, { at });
}
