/** Owners' decisions on transactions that were kept out of the records. */
import type { Reader, Writer } from './database.ts';

export type Decision = 'take' | 'drop';

/** Notes a decision, by the hash of the transaction's last envelope and the place of the operation that decided. */
export function noteDecision(
  writer: Writer,
  hash: Uint8Array,
  place: { eid: number; op: number },
  decision: Decision,
): void {
  writer.run(
    'INSERT INTO admission (hash, eid, op, decision) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    hash,
    place.eid,
    place.op,
    decision,
  );
}

/** Forgets the decision of an operation that counts no longer; the hash of the transaction that it was about. */
export function forgetDecision(writer: Writer, eid: number, op: number): Uint8Array | undefined {
  const row = writer.get<{ hash: Uint8Array }>('SELECT hash FROM admission WHERE eid = ? AND op = ?', eid, op);
  writer.run('DELETE FROM admission WHERE eid = ? AND op = ?', eid, op);
  return row && new Uint8Array(row.hash);
}

/** Whether an owner let a transaction hold after all. */
export function isAdmitted(reader: Reader, hash: Uint8Array): boolean {
  return reader.get("SELECT 1 FROM admission WHERE hash = ? AND decision = 'take'", hash) !== undefined;
}

/** Where it was decided that a transaction holds after all: operations, with the authors of their transactions. */
export function admittedBy(reader: Reader, hash: Uint8Array): { eid: number; op: number; user: string | null }[] {
  return reader.all(
    "SELECT a.eid, a.op, e.user FROM admission a JOIN envelope e ON e.eid = a.eid WHERE a.hash = ? AND a.decision = 'take'",
    hash,
  );
}

/** Whether an owner decided on a transaction, this way or the other. */
export function isDecided(reader: Reader, hash: Uint8Array): boolean {
  return reader.get('SELECT 1 FROM admission WHERE hash = ?', hash) !== undefined;
}

/** Why and since when (milliseconds) a transaction is kept out as a whole. */
export function noteQuarantine(
  writer: Writer,
  eid: number,
  what: { reason: QuarantineReason; user: string | null; at: number },
): void {
  writer.run(
    'INSERT INTO quarantine (eid, reason, user, at) VALUES (?, ?, ?, ?) ON CONFLICT (eid) DO UPDATE SET reason = excluded.reason, user = excluded.user',
    eid,
    what.reason,
    what.user,
    what.at,
  );
}

/** Why a transaction is kept out as a whole; undefined where it is not. */
export function quarantineReason(reader: Reader, eid: number): QuarantineReason | undefined {
  return reader.get<{ reason: QuarantineReason }>('SELECT reason FROM quarantine WHERE eid = ?', eid)?.reason;
}

/** A transaction is kept out no longer. */
export function releaseQuarantine(writer: Writer, eid: number): void {
  writer.run('DELETE FROM quarantine WHERE eid = ?', eid);
}

/**
 * late: of a workstation that was removed, behind its last envelope that counts. forked: names a membership head that is none of ours.
 * unreadable: does not open, is malformed, or contradicts itself.
 */
export type QuarantineReason = 'late' | 'forked' | 'unreadable';
