/** Whose charts somebody opened last, as the audit trail has it. */
import { decodeEntry } from '../../../shared/audit/entry.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { survivorOf } from '../storage/merged.ts';
import { patientRow } from '../storage/search.ts';
import { patientHit } from './patient-hit.ts';

/** So many of the last entries are looked at: the same chart may be opened again and again. */
const LOOKED_AT = 300;

/** At most `limit` patients, each once, the last opened first; those deleted since are left out. */
export function recentPatients(reader: Reader, user: string, limit: number): PatientHit[] {
  const opened = [...openedJustNow(reader, user), ...openedBefore(reader, user)];
  const ids = new Set(opened.map((id) => survivorOf(reader, id)));
  const hits: PatientHit[] = [];
  for (const id of ids) {
    if (hits.length === limit) break;
    const rid = reader.get<{ rid: number }>("SELECT rid FROM record WHERE type = 'Patient' AND id = ?", id)?.rid;
    const row = rid === undefined ? undefined : patientRow(reader, rid);
    if (row) hits.push(patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit));
  }
  return hits;
}

/** Entries of this workstation that no envelope has taken yet. */
function openedJustNow(reader: Reader, user: string): string[] {
  return reader
    .all<{ entry: Uint8Array }>('SELECT entry FROM audit_waiting ORDER BY wid DESC LIMIT ?', LOOKED_AT)
    .flatMap(({ entry }) => {
      const said = decodeEntry(new Uint8Array(entry));
      return said?.e === 'chart.read' && said.u === user && said.p !== undefined ? [said.p] : [];
    });
}

function openedBefore(reader: Reader, user: string): string[] {
  return reader
    .all<{ patient: string }>(
      `SELECT patient FROM audit INDEXED BY audit_user
       WHERE user = ? AND event = 'chart.read' AND patient IS NOT NULL ORDER BY at DESC LIMIT ?`,
      user,
      LOOKED_AT,
    )
    .map(({ patient }) => patient);
}
