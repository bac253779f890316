/** What a practitioner prescribes most, with its dose. */
import type { Prescription } from '../../../../shared/bridge/prescriptions.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { dosageText, medicationName } from '../chart-medication.ts';
import { userOf } from '../staff.ts';
import { prescriptionOf } from './resource.ts';

/** So many of the newest prescriptions are looked at, whatever the clinic's size: some weeks of it. */
const NEWEST = 1000;

interface Counted {
  weight: number;
  readonly prescription: Prescription;
}

/** The most frequent first; a later one counts more. Only their own, and what these fields can say whole. */
export function favouritePrescriptions(
  reader: Reader,
  { user, locale, limit }: { readonly user: string; readonly locale: string; readonly limit: number },
): Prescription[] {
  const rows = reader.all<{ json: string; conflicts: number; deleted: number; status: string | null }>(
    `SELECT json, conflicts, deleted, status FROM record INDEXED BY record_day
     WHERE type = 'MedicationRequest' ORDER BY day DESC LIMIT ?`,
    NEWEST,
  );
  const counted = new Map<string, Counted>();
  rows.forEach(({ json, conflicts, deleted, status }, place) => {
    if (conflicts > 0 || deleted === 1 || status === 'entered-in-error' || !json.includes(user)) return;
    const resource = parseJson(json) as JsonObject;
    if (userOf(resource.requester) !== user) return;
    const name = medicationName(resource, locale, () => undefined);
    const prescription = prescriptionOf(resource, name, dosageText(resource));
    if (name === '' || !prescription?.dose) return;
    const key = JSON.stringify(prescription);
    const one = counted.get(key) ?? { weight: 0, prescription };
    one.weight += 1 - place / NEWEST;
    counted.set(key, one);
  });
  return [...counted.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ prescription }) => prescription);
}
