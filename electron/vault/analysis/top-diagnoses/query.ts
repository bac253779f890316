import type { Reader } from '../../storage/database.ts';
import type { Measure, Question } from '../contract.ts';
import { definition } from './definition.ts';

/** Conditions that stand. The words are those of the index `record_diagnosis`, which SQLite demands. */
const DIAGNOSES = `record INDEXED BY record_diagnosis
  WHERE type = 'Condition' AND deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error'))`;

/** How many are listed. */
const LENGTH = 20;

export interface Diagnosis {
  /** `system|code` of the first coding, or `text:...` where there is none. */
  readonly code: string;
  readonly display: string;
  readonly patients: number;
}

export const topDiagnoses: Measure<Diagnosis[]> = {
  definition,
  ask: (reader, question) => {
    const coded = reader
      .all<{ code: string; patients: number }>(
        // the index is ordered by code and patient, so that nothing needs sorting but the few hundred codes
        `SELECT code, count(DISTINCT patient) AS patients FROM ${DIAGNOSES} AND day BETWEEN ? AND ? AND code IS NOT NULL
         GROUP BY code ORDER BY patients DESC, code LIMIT ?`,
        question.from,
        question.to,
        LENGTH,
      )
      .map((row) => ({ ...row, display: displayOf(reader, row.code) }));
    return [...coded, ...uncoded(reader, question)]
      .filter(({ patients }) => patients > 0)
      .sort((a, b) => b.patients - a.patients || (a.code < b.code ? -1 : 1))
      .slice(0, LENGTH);
  },
};

/** The words of the first record with that code; the same on every workstation. */
function displayOf(reader: Reader, code: string): string {
  const row = reader.get<{ text: string | null; display: string | null }>(
    `SELECT json_extract(json, '$.code.text') AS text, json_extract(json, '$.code.coding[0].display') AS display
     FROM ${DIAGNOSES} AND code = ? ORDER BY patient, day LIMIT 1`,
    code,
  );
  return row?.text ?? row?.display ?? code.slice(code.lastIndexOf('|') + 1);
}

function uncoded(reader: Reader, { from, to }: Question): Diagnosis[] {
  const patients = new Map<string, { display: string; patients: Set<string> }>();
  const rows = reader.all<{ text: string | null; patient: string | null }>(
    `SELECT json_extract(json, '$.code.text') AS text, patient FROM ${DIAGNOSES} AND code IS NULL AND day BETWEEN ? AND ?
     ORDER BY patient, day`,
    from,
    to,
  );
  for (const { text, patient } of rows) {
    const display = text?.trim() ?? '';
    if (display === '' || patient === null) continue;
    const key = display.normalize('NFKC').toLowerCase();
    const found = patients.get(key) ?? { display, patients: new Set<string>() };
    found.patients.add(patient);
    patients.set(key, found);
  }
  return [...patients].map(([key, found]) => ({
    code: `text:${key}`,
    display: found.display,
    patients: found.patients.size,
  }));
}
