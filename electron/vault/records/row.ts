/** A record's row and its merge state: from the table and back. */

import { writeId } from '../../../shared/envelope/body.ts';
import type { Hlc } from '../../../shared/merge/clock.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  emptyRecord,
  forgetReplaced,
  isDeleted,
  type RecordState,
  shownResource,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { indexRecord, unindexRecord } from './indexes.ts';
import { keepOwn, placed } from './one-person.ts';
import { followMerges } from './parted.ts';
import { type Projection, project } from './projection.ts';
import { followKeys } from './search-key-index.ts';

export interface RecordRow {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly deleted: number;
  readonly version: number;
  readonly conflicts: number;
  readonly eid: number;
  readonly op: number;
  readonly registers: string | null;
  readonly patient: string | null;
  /** 1: a tombstone, whose contents an owner has redacted. */
  readonly redacted: number;
}

/** A write's place in the log of this workstation. */
export interface WritePlace {
  readonly eid: number;
  readonly op: number;
  readonly id: WriteId;
  readonly hlc: Hlc;
  /** In a replay: index of the last operation of the transaction, for all of them have had their turn. */
  readonly through?: number;
}

const COLUMNS = 'rid, type, id, json, deleted, version, conflicts, eid, op, registers, patient, redacted';

/** The row of a record, deleted or not. */
export function findRow(reader: Reader, type: string, id: string): RecordRow | undefined {
  return reader.get<RecordRow>(`SELECT ${COLUMNS} FROM record WHERE type = ? AND id = ?`, type, id);
}

/** A row by its number. */
export function rowById(reader: Reader, rid: number): RecordRow | undefined {
  return reader.get<RecordRow>(`SELECT ${COLUMNS} FROM record WHERE rid = ?`, rid);
}

/**
 * Records with values in conflict, in the same order on every workstation. By the index of just those: for the order's sake SQLite
 * would go through all records of the clinic.
 */
export function rowsInConflict(reader: Reader): RecordRow[] {
  return reader.all<RecordRow>(
    `SELECT ${COLUMNS} FROM record INDEXED BY record_conflict WHERE conflicts > 0 ORDER BY type, id`,
  );
}

/** The merge state behind a row. */
export function stateOf(reader: Reader, row: RecordRow): RecordState {
  if (row.registers !== null) return { type: row.type, id: row.id, registers: JSON.parse(row.registers) };
  const { id, hlc } = placeOf(reader, row.eid, row.op);
  return applyOperation(emptyRecord(row.type, row.id), id, hlc, creation(parseJson(row.json) as JsonObject));
}

/** Write id and clock of an operation in the log. */
export function placeOf(reader: Reader, eid: number, op: number): WritePlace {
  const row = reader.get<{ hash: Uint8Array; hlc: string }>('SELECT hash, hlc FROM envelope WHERE eid = ?', eid);
  if (!row) throw new Error('a write without its envelope');
  return { eid, op, id: writeId(row.hash, op), hlc: row.hlc };
}

/** Adds a record; null where it exists. */
export function insertRecord(
  writer: Writer,
  resource: JsonObject,
  json: string,
  place: WritePlace,
  dayOf: (ms: number) => string,
): { rid: number; projection: Projection } | null {
  const own = project(resource, dayOf);
  const projection = placed(writer, own);
  const { patient, at, day, code, status } = projection;
  const { changes, rowid } = writer.run(
    `INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (type, id) DO NOTHING`,
    String(resource.resourceType),
    String(resource.id),
    json,
    place.eid,
    place.op,
    patient,
    at,
    day,
    code,
    status,
  );
  if (changes === 0) return null;
  if (projection !== own) keepOwn(writer, rowid, own, projection);
  followMerges(writer, { type: String(resource.resourceType), id: String(resource.id) }, resource);
  indexRecord(writer, {
    rid: rowid,
    type: String(resource.resourceType),
    id: String(resource.id),
    resource,
    projection,
  });
  return { rid: rowid, projection };
}

/** Keeps a record's new state, and everything that follows from it. */
export function updateRecord(
  writer: Writer,
  row: RecordRow,
  state: RecordState,
  place: WritePlace,
  dayOf: (ms: number) => string,
): Projection {
  const lean = forgetReplaced(state, (write) => arrived(writer, write, place));
  const json = shownResource(lean);
  const resource = parseJson(json) as JsonObject;
  const own = project(resource, dayOf);
  const projection = placed(writer, own);
  const last = placeOf(writer, row.eid, row.op);
  const newest = last.hlc > place.hlc || (last.hlc === place.hlc && last.id > place.id) ? row : place;
  const { patient, at, day, code, status } = projection;
  // what has no body in the log is the json that is about to change
  writer.run('UPDATE change SET body = ? WHERE rid = ? AND body IS NULL', row.json, row.rid);
  writer.run(
    `UPDATE record SET json = ?, deleted = ?, version = version + 1, conflicts = ?, eid = ?, op = ?, registers = ?,
       patient = ?, at = ?, day = ?, code = ?, status = ? WHERE rid = ?`,
    json,
    isDeleted(lean) ? 1 : 0,
    conflictsOf(lean).length,
    newest.eid,
    newest.op,
    canonicalJson(lean.registers as unknown as JsonObject),
    patient,
    at,
    day,
    code,
    status,
    row.rid,
  );
  keepOwn(writer, row.rid, own, projection);
  followKeys(writer, row.rid, row.json, isDeleted(lean) ? null : { resource, projection: own });
  followMerges(writer, row, isDeleted(lean) ? null : resource);
  unindexRecord(writer, row.rid);
  if (!isDeleted(lean)) indexRecord(writer, { rid: row.rid, type: row.type, id: row.id, resource, projection });
  return projection;
}

/** Whether a write was applied and can never come again: operations behind `place` in its transaction, and those set aside, still can. */
function arrived(reader: Reader, write: WriteId, place: WritePlace): boolean {
  const [hex = '', index] = write.split('.');
  const op = Number(index);
  if (place.id === write) return true;
  if (place.id.startsWith(`${hex}.`)) return op <= (place.through ?? place.op) && !isSetAside(reader, place.eid, op);
  return (
    reader.get(
      `SELECT 1 FROM envelope e WHERE e.hash = unhex(?) AND e.state IN ('applied', 'redacted')
     AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.eid = e.eid AND s.op = ?)`,
      hex,
      op,
    ) !== undefined
  );
}

function isSetAside(reader: Reader, eid: number, op: number): boolean {
  return reader.get('SELECT 1 FROM set_aside WHERE eid = ? AND op = ?', eid, op) !== undefined;
}
