/** What is left of a redacted record: type, id, and who wrote it, where and when. Nothing brings it back. */
import { z } from 'zod';
import type { RedactOp } from '../../../shared/envelope/body.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { transactionAt } from '../storage/log.ts';
import { setMeta } from '../storage/meta.ts';
import { erasedOf } from './erased.ts';
import { forgetBeside } from './erasing.ts';
import { unindexRecord } from './indexes.ts';
import { followMerges } from './parted.ts';
import { keyOf, type RecordKey, recordOf, statementsOn, type TransactionLog } from './redaction-log.ts';
import { findRow, type WritePlace } from './row.ts';
import { followKeys } from './search-key-index.ts';

/** Set in meta while dropped contents may still be in the journal. */
export const UNFLUSHED = 'unflushed';
export const Unflushed = z.literal(true);

/** Place of an operation in this log; the hash in its id is not needed here. */
type Place = Pick<WritePlace, 'eid' | 'op'>;

/** Applies an owner's operation; the patient to whose chart the record belonged. */
export function applyRedact(writer: Writer, place: Place, op: RedactOp, log: TransactionLog): string | null {
  const { rid, patient } = redactRecord(writer, place, { type: op.t, id: op.i }, log);
  noteChange(writer, rid, place, '[]', op.r ?? null);
  placeAtRedaction(writer, rid);
  return patient;
}

/** A tombstone's last change is its newest redaction, in whatever order that and what carried it over came. */
export function placeAtRedaction(writer: Writer, rid: number): void {
  writer.run(
    `UPDATE record SET (eid, op) = (
       SELECT c.eid, c.op FROM change c JOIN envelope e ON e.eid = c.eid
       WHERE c.rid = record.rid AND c.kind = 'redact' AND c.body IS NOT NULL
       ORDER BY e.hlc DESC, e.hash DESC, c.op DESC LIMIT 1)
     WHERE rid = ? AND EXISTS (SELECT 1 FROM change WHERE rid = record.rid AND kind = 'redact' AND body IS NOT NULL)`,
    rid,
  );
}

/**
 * Makes a record a tombstone, also one that was never here. Notes which transactions still hold its contents (`residue`):
 * the ones of this very redaction are dropped behind it, others wait for an owner's next one.
 */
export function redactRecord(
  writer: Writer,
  place: Place,
  key: RecordKey,
  log: TransactionLog,
): { rid: number; patient: string | null } {
  const { type, id } = key;
  const row = findRow(writer, type, id);
  if (row?.redacted) return { rid: row.rid, patient: null };
  const erased = erasedOf(writer, key);
  // an import knows the record again by its id, which follows from its source
  writer.run('DELETE FROM source WHERE type = ? AND id = ?', type, id);
  forgetBeside(writer, erased);
  const json = canonicalJson({ resourceType: type, id });
  if (!row) {
    const { rowid } = writer.run(
      'INSERT INTO record (type, id, json, version, eid, op, deleted, redacted) VALUES (?, ?, ?, 0, ?, ?, 1, 1)',
      type,
      id,
      json,
      place.eid,
      place.op,
    );
    unindexRecord(writer, rowid); // rules ask for records of a patient who is gone, also of one who was never here
    return { rid: rowid, patient: null };
  }
  const { rid } = row;
  setMeta(writer, UNFLUSHED, true);
  followKeys(writer, rid, row.json, null);
  writer.run(
    `UPDATE record SET json = ?, deleted = 1, redacted = 1, conflicts = 0, eid = ?, op = ?, registers = NULL,
       patient = NULL, at = NULL, day = NULL, code = NULL, status = NULL WHERE rid = ?`,
    json,
    place.eid,
    place.op,
    rid,
  );
  writer.run('DELETE FROM moved WHERE rid = ?', rid);
  followMerges(writer, key, null);
  unindexRecord(writer, rid); // behind the change: rules judge by what is there now
  writer.run("UPDATE change SET kind = 'redact', body = NULL, reason = NULL WHERE rid = ?", rid);
  for (const eid of holdersOf(writer, rid, key, log)) noteResidue(writer, eid, rid);
  return { rid, patient: row.patient };
}

/** An operation on a redacted record: that there was one is kept, what it said is not. */
export function noteLate(writer: Writer, rid: number, place: Place): void {
  noteChange(writer, rid, place, null, null);
  if (transactionAt(writer, place.eid)?.state === 'applied') noteResidue(writer, place.eid, rid);
}

/** A transaction's ciphertext here still holds contents of a redacted record. */
export function noteResidue(writer: Writer, eid: number, rid: number): void {
  writer.run('INSERT INTO residue (eid, rid) VALUES (?, ?) ON CONFLICT DO NOTHING', eid, rid);
}

/** The transactions whose ciphertext holds contents of a record: its own, and redactions that carried its operations over. */
export function holdersOf(reader: Reader, rid: number, key: RecordKey, log: TransactionLog): Set<number> {
  const holders = new Set<number>();
  const about = (op: unknown): boolean => {
    const record = recordOf(op);
    return record !== null && keyOf(record) === keyOf(key);
  };
  for (const { eid } of reader.all<{ eid: number }>('SELECT DISTINCT eid FROM change WHERE rid = ?', rid)) {
    const transaction = transactionAt(reader, eid);
    if (transaction?.state === 'applied') {
      if (log.body(eid)?.ops.some((op) => about(op) && !isRedact(op))) holders.add(eid);
    } else if (transaction) {
      for (const carrier of statementsOn(reader, transaction.hash)) {
        if (log.statement(carrier.eid, carrier.op)?.o.some(([, op]) => about(op) && !isRedact(op)))
          holders.add(carrier.eid);
      }
    }
  }
  // what this program did not understand may be about the record, too
  for (const { eid, op } of reader.all<{ eid: number; op: number }>('SELECT eid, op FROM set_aside')) {
    if (about(log.body(eid)?.ops[op])) holders.add(eid);
  }
  return holders;
}

/** A redaction has no contents but its reason, and that stays. */
export function isRedact(op: unknown): boolean {
  return typeof op === 'object' && op !== null && 'k' in op && op.k === 'x';
}

function noteChange(writer: Writer, rid: number, { eid, op }: Place, body: string | null, reason: string | null): void {
  writer.run(
    "INSERT INTO change (rid, eid, op, kind, body, reason) VALUES (?, ?, ?, 'redact', ?, ?) ON CONFLICT DO NOTHING",
    rid,
    eid,
    op,
    body,
    reason,
  );
  writer.run('UPDATE record SET version = (SELECT count(*) FROM change WHERE rid = ?) WHERE rid = ?', rid, rid);
}
