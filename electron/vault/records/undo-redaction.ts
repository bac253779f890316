/**
 * Takes operations out of the records again, redactions among them. What a redaction that does not hold had dropped is missing here from
 * then on, and its envelopes wait for their contents: workstations that knew better have them still (docs/decisions/0032).
 */
import { noteRefused } from '../storage/contents.ts';
import type { Writer } from '../storage/database.ts';
import { type TransactionRow, transactionAt, transactionOf, withhold } from '../storage/log.ts';
import { type Applied, addApplied, replayOp, settleRedacted } from './apply.ts';
import { judgesOf } from './judging.ts';
import { type RecordKey, statementsOn, transactionLog } from './redaction-log.ts';
import { placeAtRedaction } from './redaction-tombstone.ts';
import { findRow, rowById } from './row.ts';
import type { Taking } from './take.ts';
import { UNDERSTANDING } from './understanding.ts';
import { removeRecord, withdraw } from './withdraw.ts';

/**
 * Withdraws operations of one transaction; `reasons` by their index. Returns the transactions on which decisions were withdrawn, by
 * the hashes of their last envelopes: they are to be judged again.
 */
export function withdrawOperations(
  taking: Taking,
  writer: Writer,
  eid: number,
  reasons: ReadonlyMap<number, string>,
  touched: Applied,
): Uint8Array[] {
  const statements = writer
    .all<{ hash: Uint8Array; op: number }>('SELECT hash, op FROM redaction WHERE eid = ?', eid)
    .filter(({ op }) => reasons.has(op));
  const redacted = redactedBy(writer, eid, reasons);
  const reopened = withdraw(writer, eid, reasons, taking.dayOf, touched);
  for (const { hash, op } of statements) {
    writer.run('DELETE FROM redaction WHERE hash = ? AND eid = ? AND op = ?', hash, eid, op);
    noteRefused(writer, { eid, op }, new Uint8Array(hash));
  }
  if (statements.length > 0) writer.run('DELETE FROM redaction_told WHERE eid = ?', eid);
  for (const { hash } of statements) reopened.push(...missItAgain(taking, writer, new Uint8Array(hash), touched));
  for (const rid of redacted) bringBack(taking, writer, rid, touched);
  return reopened;
}

/** Records whose contents go by one of these operations: by a redaction, or by a statement alone, as on what came late. */
function redactedBy(writer: Writer, eid: number, ops: ReadonlyMap<number, string>): Set<number> {
  const log = transactionLog(writer);
  const direct = writer
    .all<{ rid: number; op: number }>(
      "SELECT rid, op FROM change WHERE eid = ? AND kind = 'redact' AND body IS NOT NULL",
      eid,
    )
    .flatMap(({ rid, op }) => (ops.has(op) ? [rid] : []));
  const named = [...ops.keys()]
    .flatMap((op) => log.statement(eid, op)?.r ?? [])
    .flatMap(([, type, id]) => findRow(writer, type, id)?.rid ?? []);
  return new Set([...direct, ...named]);
}

/** A transaction of which a statement dropped the contents that does not hold: nothing of it counts until they come, or another statement explains it. */
function missItAgain(taking: Taking, writer: Writer, hash: Uint8Array, touched: Applied): Uint8Array[] {
  const transaction = transactionOf(writer, hash);
  if (transaction?.state !== 'redacted') return [];
  const { eid, seq, parts } = transaction;
  const operations = writer.get<{ n: number }>('SELECT operations AS n FROM envelope WHERE eid = ?', eid)?.n ?? 0;
  const all = new Map(Array.from({ length: operations }, (_, index) => [index, 'withheld'] as const));
  const reopened = withdrawOperations(taking, writer, eid, all, touched);
  writer.run('DELETE FROM set_aside WHERE eid = ?', eid);
  writer.run('UPDATE envelope SET hlc = NULL, user = NULL, operations = 0 WHERE eid = ?', eid);
  withhold(writer, new Uint8Array(transaction.device), seq - parts + 1, seq);
  const now = transactionAt(writer, eid) as TransactionRow;
  addApplied(touched, settleRedacted(writer, now, taking.dayOf, judgesOf(writer, taking.members())));
  return reopened;
}

/** A record that was redacted by what does not hold, as far as its contents are here. */
function bringBack(taking: Taking, writer: Writer, rid: number, touched: Applied): void {
  const row = rowById(writer, rid);
  if (!row?.redacted) return;
  const changes = writer.all<{ eid: number; op: number }>(
    'SELECT eid, op FROM change WHERE rid = ? ORDER BY eid, op',
    rid,
  );
  if (isStillRedacted(writer, rid, changes, row)) {
    placeAtRedaction(writer, rid);
    return;
  }
  writer.run('DELETE FROM change WHERE rid = ?', rid);
  writer.run('DELETE FROM residue WHERE rid = ?', rid);
  const log = transactionLog(writer);
  removeRecord(writer, row, log);
  touched.types.add(row.type);
  const judges = judgesOf(writer, taking.members());
  const understanding = taking.understanding ?? UNDERSTANDING;
  for (const { eid, op } of changes) {
    const hash = new Uint8Array((transactionAt(writer, eid) as TransactionRow).hash);
    const known = log.known(hash);
    if (!known?.ops.has(op)) continue;
    const place = { eid, hash, ...known, judges, understanding };
    addApplied(touched, replayOp(writer, place, op, known.ops.get(op), taking.dayOf));
  }
}

/** Whether another redaction holds, or a statement that does says that the record's contents are gone. */
function isStillRedacted(
  writer: Writer,
  rid: number,
  changes: readonly { eid: number; op: number }[],
  { type, id }: RecordKey,
): boolean {
  if (writer.get("SELECT 1 FROM change WHERE rid = ? AND kind = 'redact' AND body IS NOT NULL", rid)) return true;
  const log = transactionLog(writer);
  return changes.some(({ eid }) => {
    const transaction = transactionAt(writer, eid);
    if (transaction?.state !== 'redacted' || statementsOn(writer, transaction.hash).length === 0) return false;
    const gone = [...(log.known(new Uint8Array(transaction.hash))?.gone.values() ?? [])];
    return gone.some((record) => record.type === type && record.id === id);
  });
}
