/** Puts resources straight into the tables, as the write path does, without envelopes and history. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { indexRecord } from '../../../electron/vault/records/indexes.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { openStore, type Store, type Writer } from '../../../electron/vault/storage/database.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';

export const ZONE = 'Asia/Shanghai';
const dayOf = dayIn(ZONE);

/** A fresh plain database in a folder of its own, and what removes it. */
export function openScratch(): { store: Store; file: string; close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-read-'));
  const file = join(folder, 'clinic.db');
  const store = openStore({ file, key: null });
  const close = () => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, file, close };
}

/** Inserts one resource with all that is derived from it. */
export function insert(
  writer: Writer,
  resource: JsonObject,
  options: { deleted?: boolean; conflicts?: number } = {},
): void {
  const row = project(resource, dayOf);
  const { rowid } = writer.run(
    'INSERT INTO record (type, id, json, deleted, version, conflicts, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, ?, 1, ?, 1, 0, ?, ?, ?, ?, ?)',
    String(resource.resourceType),
    String(resource.id),
    canonicalJson(resource),
    options.deleted ? 1 : 0,
    options.conflicts ?? 0,
    row.patient,
    row.at,
    row.day,
    row.code,
    row.status,
  );
  if (options.deleted) return;
  const [type, id] = [String(resource.resourceType), String(resource.id)];
  indexRecord(writer, { rid: rowid, type, id, resource, projection: row });
}

/** Inserts all in one transaction. */
export function insertAll(store: Store, resources: Iterable<JsonObject>): void {
  store.transaction((writer) => {
    for (const resource of resources) insert(writer, resource);
  });
}
