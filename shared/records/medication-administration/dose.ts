import type { Doubt } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import { memberOf } from '../members.ts';
import { doubtAmount } from '../plausible.ts';

/** Doubts a dose that was given without a number, or of nothing. */
export function doubtDose(resource: JsonObject): Doubt[] {
  return doubtAmount('MedicationAdministration.dosage.dose', memberOf(resource.dosage, 'dose'));
}
