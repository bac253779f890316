/** Rows of a sample clinic with their projections, and nothing of what follows from them. */
import { dayIn } from '../../electron/vault/records/dates.ts';
import { type Projection, project } from '../../electron/vault/records/projection.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import type { Store, Writer } from '../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { batchesOf, sampleResources } from './sample.ts';

/** Records in one transaction, as an import writes them. */
const BATCH = 1000;

/** A row that was written, and what it was made of. */
export interface FilledRow {
  readonly rid: number;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

/** How many records were written. `also` writes what follows from each. */
export function fillRows(store: Store, patients: number, also?: (writer: Writer, row: FilledRow) => void): number {
  const dayOf = dayIn(SAMPLE_TIME_ZONE);
  let records = 0;
  for (const batch of batchesOf(sampleResources(patients), BATCH)) {
    store.transaction((writer) => {
      for (const resource of batch) {
        const projection = project(resource, dayOf);
        const { patient, at, day, code, status } = projection;
        const { rowid: rid } = writer.run(
          'INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 1, 0, ?, ?, ?, ?, ?)',
          String(resource.resourceType),
          String(resource.id),
          JSON.stringify(resource),
          patient,
          at,
          day,
          code,
          status,
        );
        also?.(writer, { rid, resource, projection });
        records += 1;
      }
    });
  }
  return records;
}
