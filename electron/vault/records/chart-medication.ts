/** What a patient takes. */
import { conceptText } from '../../../shared/records/concept.ts';
import { isObject, type JsonObject, numberText, toNumber } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { shownQuantity } from '../../../shared/records/observation/value.ts';
import { findRecord } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { referenceId } from './projection.ts';

/** Gives a Medication by its id; undefined where it is not here. */
export type FindMedication = (id: string) => JsonObject | undefined;

/** The name of what is prescribed, taken or given: of the concept, of the Medication referred to, or as the reference calls it. */
export function medicationName(resource: JsonObject, locale: string, find: FindMedication): string {
  const named = conceptText(resource.medicationCodeableConcept, locale);
  if (named !== '' || !isObject(resource.medicationReference)) return named;
  const reference = textIn(resource.medicationReference.reference);
  const id = referenceId(reference, 'Medication');
  const medication = reference.startsWith('#')
    ? objectsIn(resource.contained).find((one) => `#${textIn(one.id)}` === reference)
    : id === null
      ? undefined
      : find(id);
  return (medication && conceptText(medication.code, locale)) || textIn(resource.medicationReference.display);
}

/** How it is to be taken: as written, else from the coded dose and timing, `1 tablet 2×/d`. '' where nothing is said. */
export function dosageText(resource: JsonObject): string {
  const dosages = objectsIn(resource.dosageInstruction ?? resource.dosage);
  return dosages
    .map((dosage) => textIn(dosage.text) || textIn(dosage.patientInstruction) || codedDosage(dosage))
    .filter((text) => text !== '')
    .join('; ');
}

function codedDosage(dosage: JsonObject): string {
  const [rate] = objectsIn(dosage.doseAndRate);
  const dose = isObject(rate?.doseQuantity) ? shownQuantity(rate.doseQuantity) : undefined;
  const repeat = isObject(dosage.timing) && isObject(dosage.timing.repeat) ? dosage.timing.repeat : undefined;
  const parts = [dose && [dose.text, dose.unit].filter(Boolean).join(' '), repeat && frequencyText(repeat)];
  return parts.filter(Boolean).join(' ');
}

/** `2×/d`, `1×/8 h`; '' without a frequency. */
function frequencyText(repeat: JsonObject): string {
  const often = numberText(repeat.frequency) ?? '1';
  const unit = textIn(repeat.periodUnit);
  if (unit === '') return '';
  return toNumber(repeat.period) === 1 ? `${often}×/${unit}` : `${often}×/${numberText(repeat.period) ?? ''} ${unit}`;
}

/** Finds Medications, each once. */
export function medicationFinder(reader: Reader): FindMedication {
  const found = new Map<string, JsonObject | undefined>();
  return (id) => {
    if (!found.has(id)) {
      const json = findRecord(reader, 'Medication', id);
      found.set(id, json === undefined ? undefined : (JSON.parse(json) as JsonObject));
    }
    return found.get(id);
  };
}
