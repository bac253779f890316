/** On which days each workstation worked, by its own clock, in the order in which that became known here. */
import { hlcTime } from '../../../shared/merge/clock.ts';
import type { Reader, Writer } from './database.ts';

const DAY_MS = 24 * 3600_000;

/** Notes the day of a transaction. */
export function noteWorked(writer: Writer, device: Uint8Array, seq: number, hlc: string): void {
  writer.run(
    `INSERT INTO worked (device, day, eid) SELECT device, ?, eid FROM envelope WHERE device = ? AND seq = ? ON CONFLICT DO NOTHING`,
    Math.floor(hlcTime(hlc) / DAY_MS),
    device,
    seq,
  );
}

/** The hybrid clock of a workstation's last transaction that was understood here; undefined before the first. */
export function lastSigned(reader: Reader, device: Uint8Array): string | undefined {
  return reader.get<{ hlc: string }>(
    'SELECT hlc FROM envelope WHERE device = ? AND hlc IS NOT NULL ORDER BY seq DESC LIMIT 1',
    device,
  )?.hlc;
}

/**
 * On how many days others worked (this workstation, too) since the last that was heard of this one. Days on which the clinic was
 * closed do not count, and wrong clocks change little.
 */
export function silentDays(reader: Reader, device: Uint8Array): number {
  return (
    reader.get<{ days: number }>(
      `SELECT count(DISTINCT day) AS days FROM worked
       WHERE device <> ? AND eid > coalesce((SELECT max(eid) FROM envelope WHERE device = ?), 9e18)`,
      device,
      device,
    )?.days ?? 0
  );
}
