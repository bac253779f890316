/** The log of envelopes in the database: own and received. */

import { type EnvelopeHeader, HEADER_WITHIN, parseHeaderWithin } from '../../../shared/envelope/layout.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import type { Reader, Writer } from './database.ts';
import { noteWorked } from './worked.ts';

/**
 * `redacted`: a stub, what stays of it came by an owner's redaction. `withheld`: a stub (or a part of a transaction with one)
 * of which no redaction is known here.
 */
export type EnvelopeState = 'applied' | 'waiting' | 'quarantined' | 'redacted' | 'withheld';

export interface LogEnd {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface EnvelopeRow {
  readonly device: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
  readonly part: number;
  readonly parts: number;
}

const NOTHING: LogEnd = { seq: 0, hash: new Uint8Array(32) };

/** The last envelope of a device that is here; seq 0 and zeros before the first. */
export function logEnd(reader: Reader, device: Uint8Array): LogEnd {
  const row = reader.get<LogEnd>('SELECT seq, hash FROM envelope WHERE device = ? ORDER BY seq DESC LIMIT 1', device);
  return row ? { seq: row.seq, hash: new Uint8Array(row.hash) } : NOTHING;
}

/** A number that grows with every envelope that comes into this log, from here or elsewhere. */
export function changeMark(reader: Reader): number {
  return reader.get<{ mark: number | null }>('SELECT max(eid) AS mark FROM envelope')?.mark ?? 0;
}

/** Hash of an envelope by its device and seq. */
export function hashAt(reader: Reader, device: Uint8Array, seq: number): Uint8Array | undefined {
  const row = reader.get<{ hash: Uint8Array }>('SELECT hash FROM envelope WHERE device = ? AND seq = ?', device, seq);
  return row && new Uint8Array(row.hash);
}

/** An envelope, or the stub that is left of it, by its device and seq, with its number in this log. */
export function envelopeAt(
  reader: Reader,
  device: Uint8Array,
  seq: number,
): { eid: number; bytes: Uint8Array } | undefined {
  const row = reader.get<{ eid: number; bytes: Uint8Array }>(
    'SELECT eid, bytes FROM envelope WHERE device = ? AND seq = ?',
    device,
    seq,
  );
  return row && { ...row, bytes: new Uint8Array(row.bytes) };
}

/** How many envelopes are here, of all devices. */
export function countEnvelopes(reader: Reader): number {
  return reader.get<{ n: number }>('SELECT count(*) AS n FROM envelope')?.n ?? 0;
}

/** Keeps an envelope; returns its number in this log. */
export function insertEnvelope(writer: Writer, row: EnvelopeRow, state: EnvelopeState): number {
  return writer.run(
    'INSERT INTO envelope (device, seq, hash, bytes, part, parts, state) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.device,
    row.seq,
    row.hash,
    row.bytes,
    row.part,
    row.parts,
    state,
  ).rowid;
}

/** Marks the envelopes of a transaction as applied; its clock, author and size stand on the last one. */
export function markApplied(
  writer: Writer,
  device: Uint8Array,
  first: number,
  last: number,
  what: { hlc: string; user: string; operations: number },
): void {
  writer.run("UPDATE envelope SET state = 'applied' WHERE device = ? AND seq BETWEEN ? AND ?", device, first, last);
  writer.run(
    'UPDATE envelope SET hlc = ?, user = ?, operations = ? WHERE device = ? AND seq = ?',
    what.hlc,
    what.user,
    what.operations,
    device,
    last,
  );
  noteWorked(writer, device, last, what.hlc);
}

/** Envelopes of a device behind `after`, in order, up to about `maxBytes` (at least one). */
export function envelopesAfter(
  reader: Reader,
  device: Uint8Array,
  after: number,
  maxBytes: number,
): { seq: number; bytes: Uint8Array }[] {
  const found: { seq: number; bytes: Uint8Array }[] = [];
  let size = 0;
  for (const row of reader.each<{ seq: number; bytes: Uint8Array }>(
    'SELECT seq, bytes FROM envelope WHERE device = ? AND seq > ? ORDER BY seq',
    device,
    after,
  )) {
    if (found.length > 0 && size + row.bytes.length > maxBytes) break;
    size += row.bytes.length;
    found.push({ seq: row.seq, bytes: new Uint8Array(row.bytes) });
  }
  return found;
}

/** Envelopes of a device behind `after`, and the operations in them: changes, for what was only noted in the audit trail is none. */
export function countAfter(
  reader: Reader,
  device: Uint8Array,
  after: number,
): { envelopes: number; operations: number } {
  const row = reader.get<{ envelopes: number; operations: number | null }>(
    `SELECT count(*) AS envelopes, sum(operations - (SELECT count(DISTINCT a.op) FROM audit a WHERE a.eid = envelope.eid)) AS operations
       FROM envelope WHERE device = ? AND seq > ?`,
    device,
    after,
  );
  return { envelopes: row?.envelopes ?? 0, operations: row?.operations ?? 0 };
}

/** The last envelope of a transaction. */
export interface TransactionRow {
  readonly eid: number;
  readonly device: Uint8Array;
  readonly seq: number;
  readonly parts: number;
  readonly hash: Uint8Array;
  readonly state: EnvelopeState;
}

const TRANSACTION = 'SELECT eid, device, seq, parts, hash, state FROM envelope';

/** A transaction by the hash of its last envelope; undefined unless that one is here. */
export function transactionOf(reader: Reader, hash: Uint8Array): TransactionRow | undefined {
  return reader.get<TransactionRow>(`${TRANSACTION} WHERE hash = ? AND part = parts - 1`, hash);
}

/** A transaction by the number of its last envelope in this log. */
export function transactionAt(reader: Reader, eid: number): TransactionRow | undefined {
  return reader.get<TransactionRow>(`${TRANSACTION} WHERE eid = ?`, eid);
}

/** The envelopes of a transaction in their order. */
export function partsOf(
  reader: Reader,
  { device, seq, parts }: Pick<TransactionRow, 'device' | 'seq' | 'parts'>,
): { eid: number; hash: Uint8Array; bytes: Uint8Array }[] {
  return reader.all(
    'SELECT eid, hash, bytes FROM envelope WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq',
    device,
    seq - parts + 1,
    seq,
  );
}

/** State of an envelope; undefined where it is not here. */
export function stateAt(reader: Reader, device: Uint8Array, seq: number): EnvelopeState | undefined {
  return reader.get<{ state: EnvelopeState }>('SELECT state FROM envelope WHERE device = ? AND seq = ?', device, seq)
    ?.state;
}

/** Marks the envelopes of a transaction of which some came as stubs. */
export function withhold(writer: Writer, device: Uint8Array, first: number, last: number): void {
  writer.run("UPDATE envelope SET state = 'withheld' WHERE device = ? AND seq BETWEEN ? AND ?", device, first, last);
}

/** An envelope, or the stub that is left of it. */
export function bytesAt(reader: Reader, eid: number): Uint8Array | undefined {
  const row = reader.get<{ bytes: Uint8Array }>('SELECT bytes FROM envelope WHERE eid = ?', eid);
  return row && new Uint8Array(row.bytes);
}

/** Gives a stub its contents back. */
export function refillStub(writer: Writer, device: Uint8Array, seq: number, bytes: Uint8Array): void {
  writer.run('UPDATE envelope SET bytes = ? WHERE device = ? AND seq = ?', bytes, device, seq);
}

/** Keeps of an envelope its stub alone. */
export function keepStub(writer: Writer, eid: number, stub: Uint8Array): void {
  writer.run("UPDATE envelope SET bytes = ?, state = 'redacted' WHERE eid = ?", stub, eid);
}

/** Milliseconds of a device's newest transaction up to `seq`, by its own clock; undefined before the first. */
export function timeAt(reader: Reader, device: Uint8Array, seq: number): number | undefined {
  const row = reader.get<{ hlc: string }>(
    'SELECT hlc FROM envelope WHERE device = ? AND seq <= ? AND hlc IS NOT NULL ORDER BY seq DESC LIMIT 1',
    device,
    seq,
  );
  return row && hlcTime(row.hlc);
}

/** The header of an envelope by its number in this log; its contents are not read. */
export function headerAt(reader: Reader, eid: number): EnvelopeHeader | null {
  const row = reader.get<{ start: Uint8Array }>(
    `SELECT substr(bytes, 1, ${HEADER_WITHIN}) AS start FROM envelope WHERE eid = ?`,
    eid,
  );
  return row ? parseHeaderWithin(new Uint8Array(row.start)) : null;
}

/** Headers of a device's envelopes between two places of its log, from the newest; their contents are not read. */
export function* headersBehind(
  reader: Reader,
  device: Uint8Array,
  after: number,
  before: number,
): IterableIterator<EnvelopeHeader> {
  for (const { start } of reader.each<{ start: Uint8Array }>(
    `SELECT substr(bytes, 1, ${HEADER_WITHIN}) AS start FROM envelope WHERE device = ? AND seq > ? AND seq < ? ORDER BY seq DESC`,
    device,
    after,
    before,
  )) {
    const header = parseHeaderWithin(new Uint8Array(start));
    if (header) yield header;
  }
}

/** Transactions of a device that wait in front of a place of its log, in order. Those that wait are few, what stands there is much: hence the signs, which choose the index. */
export function waitingBefore(reader: Reader, device: Uint8Array, seq: number): TransactionRow[] {
  return reader.all<TransactionRow>(
    `${TRANSACTION} WHERE state <> 'applied' AND state = 'waiting' AND +device = ? AND +seq < ? AND part = parts - 1 ORDER BY seq`,
    device,
    seq,
  );
}
