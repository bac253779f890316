/**
 * Takes the audit entries of an operation into the table. They have to fit to what is here of their workstation's chain, before and
 * behind them; entries that are missing in between (their envelope was not opened yet, or is damaged) may still come, and until then
 * `verify` names the gap. What does not fit is set aside by the caller.
 */

import { auditHash, auditStart } from '../../../shared/audit/chain.ts';
import { decodeEntry, entryTime } from '../../../shared/audit/entry.ts';
import { sameBytes } from '../../../shared/base/bytes.ts';
import type { AuditOp } from '../../../shared/envelope/body.ts';
import { parseEnvelopeOrStub } from '../../../shared/envelope/layout.ts';
import type { Reader, Writer } from '../storage/database.ts';

/** Where an operation stands: its transaction's last envelope here, its index. */
interface Place {
  readonly eid: number;
  readonly op: number;
}

/** Takes the entries; false where they do not follow, or contradict an entry that is here. Done again, it does nothing. */
export function applyAudit(writer: Writer, place: Place, operation: AuditOp): boolean {
  const { device, clinicId, author } = carrierOf(writer, place.eid);
  const hashes = chained(operation);
  const last = operation.s + operation.e.length - 1;
  const before = operation.s === 1 ? auditStart(clinicId, device) : entryAt(writer, device, operation.s - 1)?.hash;
  if (before && !sameBytes(before, operation.p)) return false;
  const behind = entryAt(writer, device, last + 1);
  if (behind && !sameBytes(auditHash(hashes.at(-1) as Uint8Array, behind.entry), behind.hash)) return false;
  if (operation.e.some((entry) => entryTime(entry) === null)) return false;
  const known = hashes.map((_hash, index) => entryAt(writer, device, operation.s + index));
  if (known.some((row, index) => row && !sameBytes(row.hash, hashes[index] as Uint8Array))) return false;
  // the same entries at two places of the log would make one of them a lie about when they were said
  if (known.some((row) => row && (row.eid !== place.eid || row.op !== place.op))) return false;
  operation.e.forEach((entry, index) => {
    if (!known[index])
      insert(writer, { ...place, device, author, seq: operation.s + index, hash: hashes[index] as Uint8Array, entry });
  });
  return true;
}

/** The hash of each entry of an operation. */
export function chained({ p, e }: AuditOp): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (const entry of e) hashes.push(auditHash(hashes.at(-1) ?? p, entry));
  return hashes;
}

/** Workstation, clinic and author of a transaction. Throws where it is not here: nothing is applied without its envelope. */
function carrierOf(reader: Reader, eid: number): { device: Uint8Array; clinicId: Uint8Array; author: string } {
  const row = reader.get<{ bytes: Uint8Array; user: string | null }>(
    'SELECT bytes, user FROM envelope WHERE eid = ?',
    eid,
  );
  const header = row && parseEnvelopeOrStub(new Uint8Array(row.bytes))?.header;
  if (!row || !header) throw new Error('an operation without its envelope');
  return { device: header.deviceId, clinicId: header.clinicId, author: row.user ?? '' };
}

function entryAt(
  reader: Reader,
  device: Uint8Array,
  seq: number,
): { hash: Uint8Array; entry: Uint8Array; eid: number; op: number } | undefined {
  const row = reader.get<{ hash: Uint8Array; entry: Uint8Array; eid: number; op: number }>(
    'SELECT hash, entry, eid, op FROM audit WHERE device = ? AND seq = ?',
    device,
    seq,
  );
  return row && { ...row, hash: new Uint8Array(row.hash), entry: new Uint8Array(row.entry) };
}

interface Row extends Place {
  readonly device: Uint8Array;
  readonly seq: number;
  readonly author: string;
  readonly hash: Uint8Array;
  readonly entry: Uint8Array;
}

function insert(writer: Writer, { device, seq, eid, op, author, hash, entry }: Row): void {
  const { at, e: event, u: user, p: patient } = columnsOf(entry);
  writer.run(
    `INSERT INTO audit (device, seq, eid, op, author, at, event, user, patient, hash, entry)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[device, seq, eid, op, author, at, event, user ?? null, patient ?? null, hash, entry],
  );
}

/** What the table says of an entry; of one of a later version its time alone. */
export function columnsOf(entry: Uint8Array): {
  at: number;
  e: string;
  u?: string | undefined;
  p?: string | undefined;
} {
  return decodeEntry(entry) ?? { at: entryTime(entry) ?? 0, e: '' };
}
