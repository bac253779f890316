/** Rows of one patient's chart. */
import type { Reader } from './database.ts';
import { survivorOf } from './merged.ts';
import { type PatientRow, patientRow } from './search.ts';

export interface StoredRow {
  readonly type: string;
  readonly id: string;
  /** NULL for types that a chart only counts. */
  readonly json: string | null;
  readonly conflicts: number;
  readonly at: number | null;
  readonly code: string | null;
  readonly status: string | null;
}

/** Types that a chart shows, and needs the JSON of. */
const SHOWN = [
  'Encounter',
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
  'Immunization',
  'DiagnosticReport',
  'DocumentReference',
  'ClinicalImpression',
];

/** All records of a chart but the Patient, the newest of each type first, by index record_chart. */
export function chartRows(reader: Reader, patient: string): StoredRow[] {
  const shown = SHOWN.map((type) => `'${type}'`).join(', ');
  return reader.all<StoredRow>(
    `SELECT type, id, CASE WHEN type IN (${shown}) THEN json END AS json, conflicts, at, code, status
    FROM record INDEXED BY record_chart
    WHERE patient = ? AND type <> 'Patient' AND deleted = 0 AND coalesce(status, '') <> 'entered-in-error'
    ORDER BY type DESC, at DESC`,
    patient,
  );
}

/** The diagnoses of a chart that have a code, the newest first, as `chartRows` has them. */
export function diagnosesWith(
  reader: Reader,
  patient: string,
  code: string,
): (StoredRow & { readonly json: string })[] {
  return reader.all(
    `SELECT type, id, json, conflicts, at, code, status FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'Condition' AND code = ? AND deleted = 0 AND coalesce(status, '') <> 'entered-in-error'
     ORDER BY at DESC`,
    patient,
    code,
  );
}

/** Records of these types with values in conflict that are in a chart, or would be by a value that is not shown; those of who was merged too. */
export function disputedRows(
  reader: Reader,
  patient: string,
  types: readonly string[],
): { type: string; id: string; conflicts: number }[] {
  const named = types.map((type) => `'${type}'`).join(', ');
  return reader.all(
    `SELECT type, id, conflicts FROM record INDEXED BY record_conflict
     WHERE conflicts > 0 AND type IN (${named}) AND (patient = ? OR instr(registers, ?) > 0
       OR EXISTS (SELECT 1 FROM merged m WHERE m.survivor = ? AND instr(registers, 'Patient/' || m.id) > 0)) ORDER BY type, id`,
    patient,
    `Patient/${patient}`,
    patient,
  );
}

/** A Patient's row by its id, or by that of one who was merged into them; undefined for a deleted or unknown one. */
export function patientByIdRow(reader: Reader, id: string): PatientRow | undefined {
  const row = reader.get<{ rid: number }>(
    "SELECT rid FROM record WHERE type = 'Patient' AND id = ?",
    survivorOf(reader, id),
  );
  return row && patientRow(reader, row.rid);
}

/** The JSON of a record that is not deleted. */
export function findRecord(reader: Reader, type: string, id: string): string | undefined {
  return reader.get<{ json: string }>('SELECT json FROM record WHERE type = ? AND id = ? AND deleted = 0', type, id)
    ?.json;
}
