/**
 * Applies the operations of one transaction to the tables; the same for what was done here and for what arrives.
 * An operation that this program does not understand is set aside and blocks no other: its envelope keeps it.
 */

import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import {
  type AdmitOp,
  type CarryOp,
  type CreateOp,
  type FirstOp,
  type Op,
  type RewrapOp,
  type WriteOp,
  writeId,
  writesOf,
} from '../../../shared/envelope/body.ts';
import { applyOperation, creation, emptyRecord, type Operation } from '../../../shared/merge/reducer.ts';
import { isLawfulWrite, lawfulResource } from '../../../shared/merge/valid.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Judge } from '../access/judge.ts';
import { takeRewrap } from '../access/rewrap.ts';
import { applyAudit } from '../audit/apply.ts';
import { noteDecision } from '../storage/admission.ts';
import { forgetRefused, noteRefused } from '../storage/contents.ts';
import type { Writer } from '../storage/database.ts';
import type { TransactionRow } from '../storage/log.ts';
import { erasedOnce } from './erasing.ts';
import { importDigest } from './import-digest.ts';
import type { Judges } from './judging.ts';
import type { KnownCreations } from './known.ts';
import { type ApplyCarried, settleArrived, takeStatement } from './redaction-carry.ts';
import { type TransactionLog, transactionLog } from './redaction-log.ts';
import { applyRedact, noteLate } from './redaction-tombstone.ts';
import { findRow, insertRecord, type RecordRow, stateOf, updateRecord, type WritePlace } from './row.ts';
import { judgedOnce } from './rules/check.ts';
import { applyAlias, keepSource } from './source.ts';
import { UNDERSTANDING, type Understanding } from './understanding.ts';

/** The transaction that operations belong to: its last envelope here, that envelope's hash, its clock, its author. */
export interface TransactionPlace {
  readonly eid: number;
  readonly hash: Uint8Array;
  readonly hlc: string;
  readonly user: string;
  /** What authors might do: this transaction's, and those of whom a redaction carries something over. */
  readonly judges: Judges;
  /** What the program understands, where it is not this one. */
  readonly understanding?: Understanding;
  /** Of operations made here just now: their contents need not be read and judged again. */
  readonly known?: KnownCreations | undefined;
}

export interface Applied {
  readonly types: Set<string>;
  readonly patients: Set<string>;
  setAside: number;
  /** Redactions that state otherwise than what is known here. */
  refuted: number;
  /** Operations on records that were redacted before: they stay without contents. */
  late: number;
  /** Transactions whose author had seen another membership log. */
  forked: number;
  /** Whether a user's passphrase changed: who can open the database is to be told again. */
  rewrapped: boolean;
  /** Transactions on which an owner decided, by the hash of their last envelope: what was kept out may hold now. */
  readonly admitted: Uint8Array[];
}

/** Adds what more was applied. */
export function addApplied(to: Applied, more: Applied): void {
  for (const type of more.types) to.types.add(type);
  for (const patient of more.patients) to.patients.add(patient);
  to.setAside += more.setAside;
  to.refuted += more.refuted;
  to.late += more.late;
  to.forked += more.forked;
  to.rewrapped ||= more.rewrapped;
  to.admitted.push(...more.admitted);
}

/** Nothing applied yet. */
export function nothingApplied(): Applied {
  return {
    types: new Set(),
    patients: new Set(),
    setAside: 0,
    refuted: 0,
    late: 0,
    forked: 0,
    rewrapped: false,
    admitted: [],
  };
}

type Failing = 'all or nothing' | 'each by itself';

/** What operations are applied with. */
interface Run {
  readonly dayOf: (ms: number) => string;
  readonly failing: Failing;
  /** Author of what is applied. */
  readonly user: string;
  readonly judge: Judge;
  readonly judges: Judges;
  readonly understanding: Understanding;
  readonly known: KnownCreations | undefined;
  readonly applied: Applied;
  readonly log: TransactionLog;
}

/**
 * Applies operations in their order. What is made here is judged like what arrives: all workstations keep the same. Of what
 * arrives each operation stands by itself: one that this program fails on is set aside and stops no sync.
 */
export function applyOps(
  writer: Writer,
  transaction: TransactionPlace,
  ops: readonly unknown[],
  dayOf: (ms: number) => string,
  failing: Failing = 'all or nothing',
): Applied {
  const run = startRun(writer, dayOf, failing, transaction);
  const hash = toHex(transaction.hash);
  erasedOnce(writer, () =>
    judgedOnce(writer, () => {
      ops.forEach((raw, index) => {
        applyRaw(writer, { eid: transaction.eid, op: index, id: `${hash}.${index}`, hlc: transaction.hlc }, raw, run);
      });
    }),
  );
  return run.applied;
}

/**
 * Settles a transaction that arrived, whole or as stubs, after an owner's redaction of something in it. What is left of stubs
 * is applied; without a redaction nothing happens.
 */
export function settleRedacted(
  writer: Writer,
  transaction: TransactionRow,
  dayOf: (ms: number) => string,
  judges: Judges,
): Applied {
  // statements count by their own authors, who were judged when they were taken
  const run = startRun(writer, dayOf, 'each by itself', { judges, eid: transaction.eid, user: '' });
  const refuted = erasedOnce(writer, () =>
    judgedOnce(writer, () => settleArrived(writer, transaction, run.log, carried(writer, run))),
  );
  for (const { eid, op } of refuted) setAside(writer, { eid, op }, null, run.applied);
  run.applied.refuted += refuted.length;
  return run.applied;
}

/**
 * Tries an operation again that was set aside, in its old place: what applies now leaves the table of what is set aside.
 * `operations`: how many its transaction has.
 */
export function replayOp(
  writer: Writer,
  transaction: TransactionPlace & { readonly operations: number },
  index: number,
  raw: unknown,
  dayOf: (ms: number) => string,
): Applied {
  const { eid, hlc, operations } = transaction;
  const run = startRun(writer, dayOf, 'each by itself', transaction);
  writer.run('DELETE FROM set_aside WHERE eid = ? AND op = ?', eid, index);
  forgetRefused(writer, eid, index);
  const id = writeId(transaction.hash, index);
  applyRaw(writer, { eid, op: index, id, hlc, through: operations - 1 }, raw, run);
  return run.applied;
}

function startRun(
  writer: Writer,
  dayOf: (ms: number) => string,
  failing: Failing,
  {
    eid,
    user,
    judges,
    understanding = UNDERSTANDING,
    known,
  }: Pick<TransactionPlace, 'eid' | 'user' | 'judges' | 'understanding' | 'known'>,
): Run {
  const judge = judges(eid, user);
  const log = transactionLog(writer);
  return { dayOf, failing, user, judge, judges, understanding, known, applied: nothingApplied(), log };
}

/** Applies what a statement carried over as far as its own author might do it. */
function carried(writer: Writer, run: Run): ApplyCarried {
  return (place, raw, user) => applyRaw(writer, place, raw, { ...run, user, judge: run.judges(place.eid, user) });
}

function applyRaw(writer: Writer, place: WritePlace, raw: unknown, run: Run): void {
  const op = run.understanding.op(raw);
  const objection = op ? run.judge(op) : null;
  const patient =
    op && objection === null
      ? run.failing === 'each by itself'
        ? applyAlone(writer, place, op, run)
        : applyOp(writer, place, op, run)
      : undefined;
  if (op === undefined || patient === undefined) {
    setAside(writer, place, objection, run.applied);
    if (op?.k === 'o' && objection !== null) noteRefused(writer, place, op.h);
    return;
  }
  if ('t' in op) run.applied.types.add(op.t);
  if (patient !== null) run.applied.patients.add(patient);
}

function setAside(
  writer: Writer,
  { eid, op }: Pick<WritePlace, 'eid' | 'op'>,
  reason: string | null,
  applied: Applied,
): void {
  applied.setAside += 1;
  writer.run('INSERT INTO set_aside (eid, op, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', eid, op, reason);
}

/** Undone and set aside where it throws; a full disk is no fault of the operation. */
function applyAlone(writer: Writer, place: WritePlace, op: Op, run: Run): string | null | undefined {
  try {
    return writer.step(() => applyOp(writer, place, op, run));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    return undefined;
  }
}

/** The patient whose chart changed, null for none; undefined where the operation cannot be applied. */
function applyOp(writer: Writer, place: WritePlace, op: Op, run: Run): string | null | undefined {
  switch (op.k) {
    case 'a':
      applyAlias(writer, place, op);
      return null;
    case 'c':
      return applyCreate(writer, place, op, run);
    case 'w':
      return applyWrite(writer, place, op, run);
    case 'x':
      return applyRedact(writer, place, op, run.log);
    case 'o':
      return applyCarry(writer, place, op, run);
    case 'p':
      return applyRewrap(writer, place, op, run);
    case 'q':
      return applyAdmit(writer, place, op, run);
    case 'l':
      return applyAudit(writer, place, op) ? null : undefined;
    case 'f':
      return applyFirst(writer, place, op);
  }
}

/** Who wrote the transaction first; the first such operation in it counts. */
function applyFirst(writer: Writer, { eid }: WritePlace, { u, c }: FirstOp): null {
  writer.run('INSERT INTO first_author (eid, user, hlc) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', eid, u, c);
  return null;
}

/** A user's keys are their own: the count and the write id say which wrapping holds. */
function applyRewrap(writer: Writer, place: WritePlace, op: RewrapOp, run: Run): null {
  takeRewrap(writer, run.user, place, op);
  run.applied.rewrapped = true;
  return null;
}

function applyAdmit(writer: Writer, place: WritePlace, op: AdmitOp, run: Run): null {
  noteDecision(writer, op.h, place, op.a);
  run.applied.admitted.push(op.h);
  return null;
}

/** Undefined where the statement contradicts what is known here. */
function applyCarry(writer: Writer, place: WritePlace, op: CarryOp, run: Run): null | undefined {
  if (takeStatement(writer, place, op, run.log, carried(writer, run))) return null;
  run.applied.refuted += 1;
  return undefined;
}

function applyCreate(writer: Writer, place: WritePlace, op: CreateOp, run: Run): string | null | undefined {
  const known = run.known?.get(op.j);
  const resource = known?.resource ?? lawfulResource(op.t, op.i, op.j);
  if (!resource) return undefined;
  const kind = op.s ? 'import' : 'create';
  const inserted = insertRecord(writer, resource, op.j, place, run.dayOf);
  if (!inserted) {
    const row = findRow(writer, op.t, op.i);
    if (row?.redacted) return ignoreLate(writer, place, row, run);
  }
  if (op.s) keepSource(writer, { type: op.t, id: op.i }, op.s, known?.digest ?? importDigest(op.j), place.hlc);
  if (!inserted) return mutate(writer, place, creation(parseJson(op.j) as JsonObject), { kind }, run.dayOf);
  writer.run(
    'INSERT INTO change (rid, eid, op, kind, body) VALUES (?, ?, ?, ?, NULL)',
    inserted.rid,
    place.eid,
    place.op,
    kind,
  );
  return inserted.projection.patient;
}

function applyWrite(writer: Writer, place: WritePlace, op: WriteOp, run: Run): string | null | undefined {
  const writes = writesOf(op);
  if (!writes?.every(({ register, value }) => isLawfulWrite(op.t, register, value))) return undefined;
  const row = findRow(writer, op.t, op.i);
  if (row?.redacted) return ignoreLate(writer, place, row, run);
  if (op.s && op.d) keepSource(writer, { type: op.t, id: op.i }, op.s, op.d, place.hlc);
  return mutate(writer, place, { type: op.t, id: op.i, writes }, { kind: op.a, reason: op.r }, run.dayOf, row);
}

/** Redacted is final: nothing that was or is written brings a record back. */
function ignoreLate(writer: Writer, place: WritePlace, row: RecordRow, run: Run): null {
  run.applied.late += 1;
  noteLate(writer, row.rid, place);
  return null;
}

/** Merges an operation into a record that is there already, or that is written before its creation arrived. */
function mutate(
  writer: Writer,
  place: WritePlace,
  operation: Operation,
  why: { kind: WriteOp['a'] | 'create'; reason?: string | undefined },
  dayOf: (ms: number) => string,
  found = findRow(writer, operation.type, operation.id),
): string | null {
  const { type, id } = operation;
  const row = found ?? placeholder(writer, place, type, id, dayOf);
  const before = row.version === 0 ? emptyRecord(type, id) : stateOf(writer, row);
  const projection = updateRecord(writer, row, applyOperation(before, place.id, place.hlc, operation), place, dayOf);
  writer.run(
    'INSERT INTO change (rid, eid, op, kind, body, reason) VALUES (?, ?, ?, ?, ?, ?)',
    row.rid,
    place.eid,
    place.op,
    why.kind,
    JSON.stringify(operation.writes),
    why.reason ?? null,
  );
  return projection.patient;
}

function placeholder(writer: Writer, place: WritePlace, type: string, id: string, dayOf: (ms: number) => string) {
  const resource = { resourceType: type, id };
  insertRecord(writer, resource, canonicalJson(resource), place, dayOf);
  writer.run('UPDATE record SET version = 0 WHERE type = ? AND id = ?', type, id);
  const row = findRow(writer, type, id);
  if (!row) throw new Error('a row that was just inserted is not there');
  return row;
}
