/**
 * Takes an owner's statement that the ciphertext of a transaction goes. A workstation that still knows the transaction checks
 * what the statement carries over; one that has a stub of it alone takes the operations from the statement, in their old place.
 */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { CarryOp } from '../../../shared/envelope/body.ts';
import { parseEnvelopeOrStub, stubOf } from '../../../shared/envelope/layout.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { keepStub, partsOf, type TransactionRow, transactionOf } from '../storage/log.ts';
import { setMeta } from '../storage/meta.ts';
import { type KnownTransaction, keyOf, recordOf, statementsOn, type TransactionLog } from './redaction-log.ts';
import { isRedact, noteLate, noteResidue, redactRecord, UNFLUSHED } from './redaction-tombstone.ts';
import { findRow, type WritePlace } from './row.ts';

/** Applies one operation that was carried over, in the place that it had; `user`: its author. */
export type ApplyCarried = (place: WritePlace, op: unknown, user: string) => void;

/** Takes a statement of an owner; false where it says otherwise than what is known here: nothing is done then. */
export function takeStatement(
  writer: Writer,
  place: Pick<WritePlace, 'eid' | 'op'>,
  statement: CarryOp,
  log: TransactionLog,
  applyCarried: ApplyCarried,
): boolean {
  const known = log.known(statement.h);
  if (!isWhole(statement) || (known && !agrees(writer, place.eid, known, statement))) return false;
  writer.run(
    'INSERT INTO redaction (hash, eid, op) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    statement.h,
    place.eid,
    place.op,
  );
  const transaction = transactionOf(writer, statement.h);
  // of one that waits it is not known yet what its author might do
  if (transaction && transaction.state !== 'quarantined' && transaction.state !== 'waiting')
    settle(writer, transaction, statement, place, log, applyCarried);
  for (const [, op] of statement.o) {
    const record = isRedact(op) ? null : recordOf(op);
    const row = record && findRow(writer, record.type, record.id);
    // another owner redacted it at the same time: this statement is to go, too
    if (row?.redacted) noteResidue(writer, place.eid, row.rid);
  }
  return true;
}

/** A transaction, whole or as stubs, arrived after the statements on it. Returns the statements that were false. */
export function settleArrived(
  writer: Writer,
  transaction: TransactionRow,
  log: TransactionLog,
  applyCarried: ApplyCarried,
): { eid: number; op: number }[] {
  const refuted: { eid: number; op: number }[] = [];
  for (const place of statementsOn(writer, transaction.hash)) {
    const statement = log.statement(place.eid, place.op);
    if (!statement) continue;
    const now = transactionOf(writer, transaction.hash) ?? transaction;
    const known = now.state === 'applied' ? log.known(statement.h) : null;
    if (!known || agrees(writer, place.eid, known, statement)) settle(writer, now, statement, place, log, applyCarried);
    else {
      writer.run('DELETE FROM redaction WHERE hash = ? AND eid = ? AND op = ?', statement.h, place.eid, place.op);
      refuted.push(place);
    }
  }
  return refuted;
}

function settle(
  writer: Writer,
  transaction: TransactionRow,
  statement: CarryOp,
  place: Pick<WritePlace, 'eid' | 'op'>,
  log: TransactionLog,
  applyCarried: ApplyCarried,
): void {
  const { eid, state } = transaction;
  if (state !== 'applied' && state !== 'redacted') {
    const { c: hlc, u: user, n: operations } = statement;
    writer.run('UPDATE envelope SET hlc = ?, user = ?, operations = ? WHERE eid = ?', hlc, user, operations, eid);
    const hex = toHex(transaction.hash);
    for (const [op, raw] of [...statement.o].sort(([a], [b]) => a - b))
      applyCarried({ eid, op, id: `${hex}.${op}`, hlc }, raw, user);
  }
  dropContents(writer, transaction);
  for (const [op, type, id] of statement.r) {
    const { rid } = redactRecord(writer, place, { type, id }, log);
    noteLate(writer, rid, { eid, op });
    writer.run('DELETE FROM set_aside WHERE eid = ? AND op = ?', eid, op);
  }
}

/** Header, nonce, hash of the ciphertext and signature stay. */
function dropContents(writer: Writer, transaction: TransactionRow): void {
  for (const { eid, bytes } of partsOf(writer, transaction)) {
    const envelope = parseEnvelopeOrStub(new Uint8Array(bytes));
    if (!envelope) throw new Error('an envelope in the log that cannot be read');
    keepStub(writer, eid, stubOf(envelope));
  }
  const { eid } = transaction;
  setMeta(writer, UNFLUSHED, true);
  writer.run('DELETE FROM residue WHERE eid = ?', eid);
  // what the transaction itself said of others was said again by the statement on it
  writer.run('DELETE FROM redaction WHERE eid = ?', eid);
  writer.run('DELETE FROM redaction_told WHERE eid = ?', eid);
}

/** Each operation is named at most once, and none beyond their number. */
function isWhole({ n, o, r }: CarryOp): boolean {
  const named = [...o.map(([index]) => index), ...r.map(([index]) => index)];
  return new Set(named).size === named.length && named.every((index) => index < n);
}

/** Whether a statement carries over exactly what is known, and drops no operation without saying on which record. */
function agrees(reader: Reader, by: number, known: KnownTransaction, statement: CarryOp): boolean {
  if (known.hlc !== statement.c || known.user !== statement.u || known.operations !== statement.n) return false;
  const eid = transactionOf(reader, statement.h)?.eid;
  const carried = new Map(statement.o);
  const dropped = new Map(statement.r.map(([index, type, id]) => [index, { type, id }]));
  for (let index = 0; index < known.operations; index++) {
    const op = known.ops.get(index);
    const gone = known.gone.get(index);
    const record = op === undefined ? gone : recordOf(op);
    const named = dropped.get(index);
    if (named) {
      if (!record || keyOf(record) !== keyOf(named) || isRedact(op)) return false;
    } else if (carried.has(index)) {
      if (op !== undefined && !sameBytes(encodeCbor(op), encodeCbor(carried.get(index)))) return false;
      const again = gone && recordOf(carried.get(index));
      if (gone && (!again || keyOf(again) !== keyOf(gone))) return false;
    } else if (op !== undefined && !isSaidAgain(reader, by, op, { eid, index })) return false;
  }
  return true;
}

/** A statement in a transaction that goes itself is not carried over: it is made again beside it. One that was kept out goes for good. */
function isSaidAgain(
  reader: Reader,
  by: number,
  op: unknown,
  { eid, index }: { eid: number | undefined; index: number },
): boolean {
  const statement = CarryOp.safeParse(op).data;
  if (!statement) return false;
  const all = statementsOn(reader, statement.h);
  return all.some((one) => one.eid === by) || !all.some((one) => one.eid === eid && one.op === index);
}
