/** Who of the clinic's patients somebody may be, while they are being registered. */
import type { Likely } from '../../../../shared/bridge/duplicates.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { patientHit } from '../../records/patient-hit.ts';
import type { Reader } from '../../storage/database.ts';
import { patientsByRow, rowsWithKey } from '../../storage/duplicates.ts';
import { patientRow } from '../../storage/search.ts';
import { comparer } from './compare.ts';
import { blockingKeys } from './keys.ts';
import { PATIENT_FIELDS, personOfPatient } from './patient.ts';
import { patientModel } from './patient-model.ts';
import { reasonsOf } from './reasons.ts';
import { score } from './score.ts';

/** Patients with one key that are looked at; a key that more have says little, and others are rarer. */
const WITH_KEY = 40;
/** Patients that are compared at most: some 10 ms. */
const COMPARED = 250;
/** Below this nobody is shown: who is being registered is most likely new. */
const SHOWN = 0.15;

/** How likely two patients are one person, and why. */
export function comparedPatients(reader: Reader, a: JsonObject, b: JsonObject): Pick<Likely, 'score' | 'reasons'> {
  const { model, frequency } = patientModel(reader);
  const comparison = comparer(PATIENT_FIELDS)(personOfPatient(a), personOfPatient(b));
  const { probability, bits } = score(model, comparison, frequency);
  return { score: probability, reasons: reasonsOf(comparison, bits) };
}

/** The patients whom a draft of a Patient may be, the likeliest first, without `except`. */
export function likelyPatients(reader: Reader, draft: JsonObject, limit: number, except?: string): Likely[] {
  const person = personOfPatient(draft);
  const rids = new Set<number>();
  const keys = blockingKeys(PATIENT_FIELDS, person).map((key) => ({
    key,
    rows: rowsWithKey(reader, key, WITH_KEY + 1),
  }));
  for (const { rows } of keys.sort((a, b) => a.rows.length - b.rows.length))
    for (const rid of rows.slice(0, WITH_KEY)) if (rids.size < COMPARED) rids.add(rid);
  const { model, frequency } = patientModel(reader);
  const compare = comparer(PATIENT_FIELDS);
  return patientsByRow(reader, [...rids])
    .filter(({ id }) => id !== except)
    .map(({ rid, json }) => {
      const comparison = compare(person, personOfPatient(parseJson(json) as JsonObject));
      return { rid, comparison, ...score(model, comparison, frequency) };
    })
    .filter(({ probability }) => probability >= SHOWN)
    .sort((a, b) => b.probability - a.probability || a.rid - b.rid)
    .slice(0, limit)
    .flatMap(({ rid, comparison, probability, bits }): Likely[] => {
      const row = patientRow(reader, rid);
      if (!row) return [];
      const hit = patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit);
      return [{ hit, score: probability, reasons: reasonsOf(comparison, bits) }];
    });
}
