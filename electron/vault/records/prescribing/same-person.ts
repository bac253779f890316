/** Charts that are of one person: duplicates that were merged stay records, and what stands in one counts for all. */
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn } from '../../../../shared/records/members.ts';
import { findRecord } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { referenceId } from '../projection.ts';
import { indexedTo } from '../search-key-index.ts';
import { referenceKey } from '../search-keys.ts';

/** More of them are no person's. */
const MOST = 50;

/** The patient, and every one whom a link joins to them, from either side (http://hl7.org/fhir/R4/patient.html#links). */
export function samePerson(reader: Reader, patient: string): string[] {
  const found = [patient];
  for (let at = 0; at < found.length && found.length < MOST; at++) {
    const id = found[at] ?? '';
    for (const other of [...linksOf(findRecord(reader, 'Patient', id)), ...linking(reader, id)])
      if (!found.includes(other)) found.push(other);
  }
  return found;
}

function linksOf(json: string | undefined): string[] {
  if (json === undefined) return [];
  return objectsIn((parseJson(json) as JsonObject).link).flatMap(
    (link) => referenceId(memberOf(link.other, 'reference'), 'Patient') ?? [],
  );
}

/** Patients whose own links name this one. */
function linking(reader: Reader, id: string): string[] {
  return reader
    .all<{ id: string; json: string }>(
      `SELECT id, json FROM record WHERE rid IN (SELECT rid FROM search_key WHERE key = ?
         UNION ALL SELECT rid FROM record WHERE rid > ? AND type = 'Patient') AND type = 'Patient' AND deleted = 0`,
      referenceKey(`Patient/${id}`),
      indexedTo(reader),
    )
    .filter(({ json }) => linksOf(json).includes(id))
    .map((row) => row.id);
}
