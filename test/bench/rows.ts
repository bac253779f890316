/** Rows of a sample clinic with their projections, and nothing of what follows from them. */
import { dayIn } from '../../electron/vault/records/dates.ts';
import { project } from '../../electron/vault/records/projection.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import type { Store } from '../../electron/vault/storage/database.ts';
import { batchesOf, sampleResources } from './sample.ts';

/** Records in one transaction, as an import writes them. */
const BATCH = 1000;

/** How many records were written. */
export function fillRows(store: Store, patients: number): number {
  const dayOf = dayIn(SAMPLE_TIME_ZONE);
  let records = 0;
  for (const batch of batchesOf(sampleResources(patients), BATCH)) {
    store.transaction((writer) => {
      for (const resource of batch) {
        const { patient, at, day, code, status } = project(resource, dayOf);
        writer.run(
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
        records += 1;
      }
    });
  }
  return records;
}
