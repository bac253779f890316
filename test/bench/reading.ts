/** A clinic's tables filled for benches of reading: only what search reads, so that 100,000 patients are there in a minute. */
import { join } from 'node:path';
import { dayIn } from '../../electron/vault/records/dates.ts';
import { indexRecord } from '../../electron/vault/records/indexes.ts';
import { type Projection, project } from '../../electron/vault/records/projection.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { openStore, type Store, type Writer } from '../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { sampleResources } from './sample.ts';

const dayOf = dayIn(SAMPLE_TIME_ZONE);

/** Opens a database in a folder and fills it with patients and their visits; returns it with about 500 of the patients. */
export function patientsAndVisits(
  folder: string,
  patients: number,
  key: Uint8Array | null,
): { store: Store; some: JsonObject[] } {
  const options = { file: join(folder, `reading-${patients}.db`), key };
  const store = openStore(options);
  const some: JsonObject[] = [];
  const every = Math.max(1, Math.floor(patients / 500));
  let count = 0;
  store.transaction((writer) => {
    for (const resource of sampleResources(patients)) {
      if (resource.resourceType !== 'Patient' && resource.resourceType !== 'Encounter') continue;
      insertRow(writer, resource);
      if (resource.resourceType === 'Patient' && count++ % every === 0) some.push(resource);
    }
  });
  // one transaction of this size leaves all in the journal; no clinic reads from there
  store.close();
  return { store: openStore(options), some };
}

function insertRow(writer: Writer, resource: JsonObject): void {
  const row: Projection = project(resource, dayOf);
  const { rowid } = writer.run(
    'INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 1, 0, ?, ?, ?, ?, ?)',
    String(resource.resourceType),
    String(resource.id),
    JSON.stringify(resource),
    row.patient,
    row.at,
    row.day,
    row.code,
    row.status,
  );
  const [type, id] = [String(resource.resourceType), String(resource.id)];
  indexRecord(writer, { rid: rowid, type, id, resource, projection: row });
}
