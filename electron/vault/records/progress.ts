/** How far workstations have come along our list of members, by the heads that their envelopes name. */
import { toHex } from '../../../shared/base/bytes.ts';
import type { Members } from '../access/membership.ts';
import type { Reader } from '../storage/database.ts';
import { headersBehind } from '../storage/log.ts';

/** Whether an envelope of a workstation behind a place of its log names a head that is known here. */
export type Progress = (device: Uint8Array, seq: number) => boolean;

/**
 * Reads each envelope once at most, from the newest back to the first that names a known head: for as long as neither envelopes nor membership
 * records arrive.
 */
export function progressOf(reader: Reader, { heads }: Pick<Members, 'heads'>): Progress {
  const read = new Map<string, { down: number; known: number }>();
  return (device, seq) => {
    const key = toHex(device);
    let { down, known } = read.get(key) ?? { down: Number.MAX_SAFE_INTEGER, known: 0 };
    if (known === 0 && seq < down) {
      for (const header of headersBehind(reader, device, seq, down))
        if (heads.has(toHex(header.membershipHead))) {
          known = header.seq;
          break;
        }
      down = seq + 1;
      read.set(key, { down, known });
    }
    return known > seq;
  };
}
