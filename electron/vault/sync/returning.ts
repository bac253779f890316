/**
 * A workstation that was restored or repaired may have sent more than it still knows, also to a remote that it does not know any
 * more and is given again. Until it has read such a remote to its end it sends nothing there, and asks for its own envelopes whole: two changes in one place of its log could never be told apart again.
 */
import { z } from 'zod';
import type { Reader, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';

const KEY = 'returning';
const Urls = z.array(z.string());

/** Own envelopes are to come back from these remotes before anything is sent there. */
export function awaitOwn(writer: Writer, urls: readonly string[]): void {
  const all = new Set([...remaining(writer), ...urls]);
  if (all.size > 0) setMeta(writer, KEY, [...all]);
}

/** Whether own envelopes may still be missing here that this remote has. */
export function awaitsOwn(reader: Reader, url: string): boolean {
  return remaining(reader).includes(url);
}

/** Whether there is a remote that may have more of this workstation's own. */
export function isReturning(reader: Reader): boolean {
  return remaining(reader).length > 0;
}

/** The remote was read to its end. */
export function ownAreHere(writer: Writer, url: string): void {
  const others = remaining(writer).filter((one) => one !== url);
  if (others.length > 0) setMeta(writer, KEY, others);
  else deleteMeta(writer, KEY);
}

function remaining(reader: Reader): string[] {
  return getMeta(reader, KEY, Urls) ?? [];
}
