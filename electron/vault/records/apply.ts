/**
 * Applies the operations of one transaction to the tables; the same for what was done here and for what arrives.
 * An operation that this program does not understand is set aside and blocks no other: its envelope keeps it.
 */

import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { type AliasOp, type CreateOp, Op, type WriteOp, writesOf } from '../../../shared/envelope/body.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { applyOperation, creation, emptyRecord, type Operation } from '../../../shared/merge/reducer.ts';
import { isLawfulWrite, lawfulResource } from '../../../shared/merge/valid.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import type { Writer } from '../storage/database.ts';
import { findRow, importDigest, insertRecord, stateOf, updateRecord, type WritePlace } from './row.ts';

/** The transaction that operations belong to: its last envelope here, that envelope's hash, its clock. */
export interface TransactionPlace {
  readonly eid: number;
  readonly hash: Uint8Array;
  readonly hlc: string;
}

export interface Applied {
  readonly types: Set<string>;
  readonly patients: Set<string>;
  setAside: number;
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
  failing: 'all or nothing' | 'each by itself' = 'all or nothing',
): Applied {
  const applied: Applied = { types: new Set(), patients: new Set(), setAside: 0 };
  const hash = toHex(transaction.hash);
  ops.forEach((raw, index) => {
    const op = Op.safeParse(raw).data;
    const place = { eid: transaction.eid, op: index, id: `${hash}.${index}`, hlc: transaction.hlc };
    const patient =
      op && (failing === 'each by itself' ? applyAlone(writer, place, op, dayOf) : applyOp(writer, place, op, dayOf));
    if (op === undefined || patient === undefined) {
      applied.setAside += 1;
      writer.run('INSERT INTO set_aside (eid, op) VALUES (?, ?) ON CONFLICT DO NOTHING', place.eid, index);
      return;
    }
    if (op.k !== 'a') applied.types.add(op.t);
    if (patient !== null) applied.patients.add(patient);
  });
  return applied;
}

/** Undone and set aside where it throws; a full disk is no fault of the operation. */
function applyAlone(
  writer: Writer,
  place: WritePlace,
  op: Op,
  dayOf: (ms: number) => string,
): string | null | undefined {
  try {
    return writer.step(() => applyOp(writer, place, op, dayOf));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    return undefined;
  }
}

/** The patient whose chart changed, null for none; undefined where the operation cannot be applied. */
function applyOp(writer: Writer, place: WritePlace, op: Op, dayOf: (ms: number) => string): string | null | undefined {
  if (op.k === 'a') return applyAlias(writer, op);
  return op.k === 'c' ? applyCreate(writer, place, op, dayOf) : applyWrite(writer, place, op, dayOf);
}

function applyCreate(
  writer: Writer,
  place: WritePlace,
  op: CreateOp,
  dayOf: (ms: number) => string,
): string | null | undefined {
  const resource = lawfulResource(op.t, op.i, op.j);
  if (!resource) return undefined;
  const kind = op.s ? 'import' : 'create';
  if (op.s) keepSource(writer, op.t, op.i, op.s, importDigest(op.j), place);
  const inserted = insertRecord(writer, resource, op.j, place, dayOf);
  if (!inserted) return mutate(writer, place, creation(resource), kind, dayOf, null);
  writer.run(
    'INSERT INTO change (rid, eid, op, kind, body) VALUES (?, ?, ?, ?, NULL)',
    inserted.rid,
    place.eid,
    place.op,
    kind,
  );
  return inserted.projection.patient;
}

function applyWrite(
  writer: Writer,
  place: WritePlace,
  op: WriteOp,
  dayOf: (ms: number) => string,
): string | null | undefined {
  const writes = writesOf(op);
  if (!writes?.every(({ register, value }) => isLawfulWrite(op.t, register, value))) return undefined;
  if (op.s && op.d) keepSource(writer, op.t, op.i, op.s, op.d, place);
  return mutate(writer, place, { type: op.t, id: op.i, writes }, op.a, dayOf, JSON.stringify(writes));
}

/** Merges an operation into a record that is there already, or that is written before its creation arrived. */
function mutate(
  writer: Writer,
  place: WritePlace,
  operation: Operation,
  kind: string,
  dayOf: (ms: number) => string,
  body: string | null,
): string | null {
  const { type, id } = operation;
  const row = findRow(writer, type, id) ?? placeholder(writer, place, type, id, dayOf);
  const before = row.version === 0 ? emptyRecord(type, id) : stateOf(writer, row);
  const projection = updateRecord(writer, row, applyOperation(before, place.id, place.hlc, operation), place, dayOf);
  writer.run(
    'INSERT INTO change (rid, eid, op, kind, body) VALUES (?, ?, ?, ?, ?)',
    row.rid,
    place.eid,
    place.op,
    kind,
    body ?? JSON.stringify(operation.writes),
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

function applyAlias(writer: Writer, op: AliasOp): null {
  for (const [system, type, original, id] of op.m) {
    writer.run(
      'INSERT INTO source (type, id, system, original) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      type,
      id,
      system,
      original,
    );
  }
  return null;
}

/** Remembers what a sending system last said, by the newest import. */
function keepSource(
  writer: Writer,
  type: string,
  id: string,
  source: { system: string; original: string },
  digest: Uint8Array,
  place: WritePlace,
): void {
  writer.run(
    `INSERT INTO source (type, id, system, original, digest, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (type, id) DO UPDATE SET digest = excluded.digest, at = excluded.at WHERE source.at IS NULL OR source.at <= excluded.at`,
    type,
    id,
    source.system,
    source.original,
    digest,
    hlcTime(place.hlc),
  );
}
