/** After how many days of silence, on which others worked, this workstation asks to look after another. */
import { z } from 'zod';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

const KEY = 'patience';
const DEFAULT_DAYS = 3;

/** Days. */
export function patience(reader: Reader): number {
  return getMeta(reader, KEY, z.int()) ?? DEFAULT_DAYS;
}

/** Sets it for this workstation. */
export function setPatience(writer: Writer, days: number): void {
  setMeta(writer, KEY, days);
}
