/** Entries of this workstation that wait for the next transaction, and the operation that takes them along. */
import { auditStart } from '../../../shared/audit/chain.ts';
import { type AuditEntry, decodeEntry, encodeEntry, entryTime } from '../../../shared/audit/entry.ts';
import type { AuditOp } from '../../../shared/envelope/body.ts';
import type { Identity } from '../access/identity.ts';
import type { Reader, Writer } from '../storage/database.ts';

/** Entries that one transaction takes along: what waits longer goes with the next. */
const TAKEN_ALONG = 200;
/** Reading the same within this time is one entry, and so are parts of one thing that are no further apart. */
export const BATCH_MS = 5 * 60_000;

/** Keeps an entry durably; returns its number among those that wait. */
export function addWaiting(writer: Writer, entry: AuditEntry): number {
  return writer.run('INSERT INTO audit_waiting (entry) VALUES (?)', encodeEntry(entry)).rowid;
}

/** Replaces an entry that still waits; false where an envelope has taken it already. */
export function replaceWaiting(writer: Writer, wid: number, entry: AuditEntry): boolean {
  return writer.run('UPDATE audit_waiting SET entry = ? WHERE wid = ?', encodeEntry(entry), wid).changes > 0;
}

/** Whether an entry waits. */
export function isWaiting(reader: Reader): boolean {
  return reader.get('SELECT 1 FROM audit_waiting LIMIT 1') !== undefined;
}

/** When the entry happened that has waited longest, milliseconds. */
export function oldestWaiting(reader: Reader): number | undefined {
  const row = reader.get<{ entry: Uint8Array }>('SELECT entry FROM audit_waiting ORDER BY wid LIMIT 1');
  return row && (entryTime(new Uint8Array(row.entry)) ?? undefined);
}

/**
 * Takes what waits, up to TAKEN_ALONG, as the operation that continues this workstation's chain; null where nothing does. `now`: what may go on
 * then waits on; undefined: nothing does.
 */
export function takeWaiting(
  writer: Writer,
  identity: Pick<Identity, 'clinicId' | 'deviceId'>,
  now?: number,
): AuditOp | null {
  const rows = writer
    .all<{ wid: number; entry: Uint8Array }>('SELECT wid, entry FROM audit_waiting ORDER BY wid LIMIT ?', TAKEN_ALONG)
    .filter(({ entry }) => now === undefined || !mayGoOn(decodeEntry(new Uint8Array(entry)), now));
  if (rows.length === 0) return null;
  const taken = JSON.stringify(rows.map(({ wid }) => wid));
  writer.run('DELETE FROM audit_waiting WHERE wid IN (SELECT value FROM json_each(?))', taken);
  const end = chainEnd(writer, identity);
  return { k: 'l', s: end.seq + 1, p: end.hash, e: rows.map(({ entry }) => new Uint8Array(entry)) };
}

/** An export in parts that has not come to its end, and did not fail for a reason either: with the next change its later parts would be an entry of their own. */
function mayGoOn(entry: AuditEntry | null, now: number): boolean {
  return (
    entry?.e === 'export' && entry.o === 4 && entry.x === undefined && Math.abs(now - (entry.l ?? entry.at)) < BATCH_MS
  );
}

/** The last entry of this workstation's chain; seq 0 before the first. */
function chainEnd(
  reader: Reader,
  { clinicId, deviceId }: Pick<Identity, 'clinicId' | 'deviceId'>,
): { seq: number; hash: Uint8Array } {
  const row = reader.get<{ seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM audit WHERE device = ? ORDER BY seq DESC LIMIT 1',
    deviceId,
  );
  return row ? { seq: row.seq, hash: new Uint8Array(row.hash) } : { seq: 0, hash: auditStart(clinicId, deviceId) };
}
