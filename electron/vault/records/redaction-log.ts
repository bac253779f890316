/** What the log still knows of a transaction: from its ciphertext, or from what an owner's redaction carried over. */
import { toHex } from '../../../shared/base/bytes.ts';
import { type Body, CarryOp, decodeBody } from '../../../shared/envelope/body.ts';
import { type Envelope, parseEnvelope } from '../../../shared/envelope/layout.ts';
import { epochKeys, findEpochKey } from '../access/membership.ts';
import { openTransaction } from '../crypto/seal.ts';
import type { Reader } from '../storage/database.ts';
import { partsOf, type TransactionRow, transactionAt, transactionOf } from '../storage/log.ts';

/** A transaction without its ciphertext. */
export interface KnownTransaction {
  readonly hlc: string;
  readonly user: string;
  /** Number of its operations. */
  readonly operations: number;
  /** By index, as they were encoded. */
  readonly ops: ReadonlyMap<number, unknown>;
  /** Records of the operations whose contents are gone, by index. */
  readonly gone: ReadonlyMap<number, RecordKey>;
}

/** A body, and whether a key signed it. */
export type Opened = NonNullable<ReturnType<typeof decodeBody>>;

export interface RecordKey {
  readonly type: string;
  readonly id: string;
}

/** Reads transactions of the log, each once: a transaction may have carried over thousands of others. */
export interface TransactionLog {
  /** The body of a transaction whose whole ciphertext is here; null for any other. */
  body(eid: number): Body | null;
  /** What is known of a transaction by the hash of its last envelope; null where nothing is. */
  known(hash: Uint8Array): KnownTransaction | null;
  /** The statement at an operation of a transaction that can be read; null for anything else. */
  statement(eid: number, op: number): CarryOp | null;
}

/** A log over a database in its present state: make a new one for each piece of work. */
export function transactionLog(reader: Reader): TransactionLog {
  const bodies = new Map<number, Body | null>();
  const log: TransactionLog = {
    body: (eid) => {
      const found = bodies.get(eid);
      if (found !== undefined) return found;
      const body = readBody(reader, eid);
      bodies.set(eid, body);
      return body;
    },
    known: (hash) => {
      const here = transactionOf(reader, hash);
      const body = here?.state === 'applied' ? log.body(here.eid) : null;
      if (body) return fromBody(body);
      for (const { eid, op } of statementsOn(reader, hash)) {
        const statement = log.statement(eid, op);
        if (statement) return fromStatement(statement);
      }
      return null;
    },
    statement: (eid, op) => CarryOp.safeParse(log.body(eid)?.ops[op]).data ?? null,
  };
  return log;
}

/** Where owners said that a transaction's ciphertext goes. */
export function statementsOn(reader: Reader, hash: Uint8Array): { eid: number; op: number }[] {
  return reader.all('SELECT eid, op FROM redaction WHERE hash = ? ORDER BY eid, op', hash);
}

/** Whether the contents of a record were redacted. */
export function isRedacted(reader: Reader, { type, id }: RecordKey): boolean {
  return reader.get('SELECT 1 FROM record WHERE type = ? AND id = ? AND redacted = 1', type, id) !== undefined;
}

/** The record that an operation is about, whether this program understands it or not. */
export function recordOf(op: unknown): RecordKey | null {
  if (typeof op !== 'object' || op === null || !('t' in op) || !('i' in op)) return null;
  return typeof op.t === 'string' && typeof op.i === 'string' ? { type: op.t, id: op.i } : null;
}

/** A record in one text. */
export function keyOf({ type, id }: RecordKey): string {
  return `${type}/${id}`;
}

/** What a transaction's parts hold, by whichever key of its epoch opens them; null where none does. */
export function openByAny(reader: Reader, parts: readonly Envelope[]): Uint8Array | null {
  for (const key of epochKeys(reader, parts[0]?.header.epoch ?? 0)) {
    const opened = openTransaction(parts, key);
    if (opened) return opened;
  }
  return null;
}

/** Whether the parts of a transaction open with the key that everybody has of their epoch, and not with one of a list of members that was given up. */
export function isUnderOwnKey(reader: Reader, parts: readonly Envelope[]): boolean {
  const key = findEpochKey(reader, parts[0]?.header.epoch ?? 0);
  return key !== undefined && openTransaction(parts, key) !== null;
}

/** The body of a transaction whose whole ciphertext is here and opens, be it applied or not; its author is not proved by that alone. */
export function openedBody(reader: Reader, last: TransactionRow): Opened | null {
  const parts = partsIn(reader, last);
  const opened = parts && openByAny(reader, parts);
  return opened && decodeBody(opened, (parts[0] as Envelope).header);
}

/** The envelopes of a transaction; null where one of them is not here, or not whole. */
export function partsIn(reader: Reader, last: TransactionRow): Envelope[] | null {
  const parts = partsOf(reader, last).map(({ bytes }) => parseEnvelope(new Uint8Array(bytes)));
  return parts.length === last.parts && parts.every((part): part is Envelope => part !== null) ? parts : null;
}

function readBody(reader: Reader, eid: number): Body | null {
  const last = transactionAt(reader, eid);
  if (last?.state !== 'applied') return null;
  if (!partsIn(reader, last)) return null;
  const body = openedBody(reader, last)?.body;
  if (!body) throw new Error(`an applied transaction that cannot be read: ${toHex(last.device)}/${last.seq}`);
  return body;
}

function fromBody({ hlc, user, ops }: Body): KnownTransaction {
  return { hlc, user, operations: ops.length, ops: new Map(ops.entries()), gone: new Map() };
}

function fromStatement({ c, u, n, o, r }: CarryOp): KnownTransaction {
  return {
    hlc: c,
    user: u,
    operations: n,
    ops: new Map(o),
    gone: new Map(r.map(([index, type, id]) => [index, { type, id }])),
  };
}
