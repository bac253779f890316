/** This workstation's hybrid clock. */
import { z } from 'zod';
import { FIRST_HLC, tick, witness } from '../../../shared/merge/clock.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

/** The time of a change that is made here now. `now` in milliseconds. */
export function nextHlc(writer: Writer, now: number): string {
  const hlc = tick(lastHlc(writer), now);
  setMeta(writer, 'hlc', hlc);
  return hlc;
}

/** Takes note of another workstation's clock. */
export function witnessHlc(writer: Writer, seen: string, now: number): void {
  const last = lastHlc(writer);
  const next = witness(last, seen, now);
  if (next !== last) setMeta(writer, 'hlc', next);
}

function lastHlc(reader: Reader): string {
  return getMeta(reader, 'hlc', z.string()) ?? FIRST_HLC;
}
