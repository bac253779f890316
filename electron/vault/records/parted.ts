/** Patients whose charts were joined or parted: what they are found by is made anew. */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Writer } from '../storage/database.ts';
import { indexRecord, unindexRecord } from './indexes.ts';
import { followLinks, placed } from './one-person.ts';
import { project } from './projection.ts';

/** Follows the links of a Patient, and indexes all others whose place changed; who was written is indexed by the caller, behind it. */
export function followMerges(
  writer: Writer,
  { type, id }: { readonly type: string; readonly id: string },
  resource: JsonObject | null,
): void {
  for (const other of followLinks(writer, type, id, resource)) {
    if (other === id) continue;
    const row = writer.get<{ rid: number; json: string; deleted: number }>(
      "SELECT rid, json, deleted FROM record WHERE type = 'Patient' AND id = ?",
      other,
    );
    if (!row) continue;
    const resource = parseJson(row.json) as JsonObject;
    unindexRecord(writer, row.rid);
    if (row.deleted === 1) continue;
    const projection = placed(writer, project(resource, dayless));
    indexRecord(writer, { rid: row.rid, type: 'Patient', id: other, resource, projection });
  }
}

/** A Patient has no clinical time. */
function dayless(): string {
  return '';
}
