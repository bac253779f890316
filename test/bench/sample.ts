/** The records that benches work on: a generated clinic, as rows and as a file of FHIR NDJSON. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type FhirResource, generateClinic } from '../../electron/vault/sample/generate.ts';
import type { JsonObject } from '../../shared/records/json.ts';

/** Of all clinics that benches work on. */
export const SEED = 1;

/** A resource as JSON text, and its id. */
export interface Row {
  readonly id: string;
  readonly json: string;
}

/** All resources of a clinic with so many patients, one by one. */
export function* sampleResources(patients: number): Generator<JsonObject> {
  for (const resource of generateClinic({ patients, seed: SEED, locale: 'mixed' })) yield plain(resource);
}

/** The first `count` resources of a clinic that is large enough. */
export function firstRows(count: number): Row[] {
  const rows: Row[] = [];
  for (const resource of sampleResources(count)) {
    rows.push(rowOf(resource));
    if (rows.length === count) break;
  }
  return rows;
}

/** All resources of a clinic as rows. */
export function* sampleRows(patients: number): Generator<Row> {
  for (const resource of sampleResources(patients)) yield rowOf(resource);
}

/** Writes rows as NDJSON; how many there were, and of how many bytes. */
export async function writeNdjson(file: string, rows: Iterable<Row>): Promise<{ records: number; bytes: number }> {
  const out = createWriteStream(file);
  let records = 0;
  let bytes = 0;
  for (const { json } of rows) {
    records += 1;
    bytes += Buffer.byteLength(json) + 1;
    if (!out.write(`${json}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { records, bytes };
}

/** Groups of up to `size`. */
export function* batchesOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function rowOf(resource: JsonObject): Row {
  return { id: String(resource.id), json: JSON.stringify(resource) };
}

/** The generator's typed resource as the vault sees it. */
function plain(resource: FhirResource): JsonObject {
  return resource as object as JsonObject;
}
