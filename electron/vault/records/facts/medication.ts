/** What a patient takes that this clinic did not prescribe, as FHIR R4 MedicationStatements. */
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { TakenInput } from '../../../../shared/bridge/facts.ts';
import { conceptText } from '../../../../shared/records/concept.ts';
import { isObject, type JsonObject } from '../../../../shared/records/json.ts';
import { change } from '../changes.ts';
import { dosageText } from '../chart-medication.ts';
import type { Workspace } from '../workspace.ts';
import { type FactSetting, savedOps, without } from './change.ts';

/** Saves what is taken. Raises not-found, not-valid, signed. */
export function saveTaken(workspace: Workspace, setting: FactSetting, input: TakenInput): Changed {
  return change(workspace, (reader) =>
    savedOps(workspace, reader, 'MedicationStatement', input.patient, input, (before) =>
      before ? edited(before, input) : made(input, setting),
    ),
  );
}

/** Taken no more since a day, or taken again. The reason of a state belongs to that state, and goes with it. */
export function turnedMedication(statement: JsonObject, to: 'active' | 'over', today: string): JsonObject {
  const rest = without(statement, /^statusReason$/);
  const period = isObject(statement.effectivePeriod) ? statement.effectivePeriod : {};
  if (to === 'over') {
    const timed = statement.effectiveDateTime !== undefined;
    return { ...rest, status: 'stopped', ...(timed ? {} : { effectivePeriod: { ...period, end: today } }) };
  }
  const { end: _, ...begun } = period;
  const open = Object.keys(begun).length > 0 ? { effectivePeriod: begun } : {};
  return { ...without(rest, /^effectivePeriod$/), ...open, status: 'active' };
}

function made({ patient, text, dosage }: TakenInput, { now }: FactSetting): JsonObject {
  return {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { text },
    subject: { reference: `Patient/${patient}` },
    dateAsserted: now,
    informationSource: { reference: `Patient/${patient}` },
    ...(dosage === '' ? {} : { dosage: [{ text: dosage }] }),
  };
}

/** A name or a dose that was not touched keeps its codes. */
function edited(before: JsonObject, { text, dosage }: TakenInput): JsonObject {
  const named = ['en', 'zh'].some((locale) => conceptText(before.medicationCodeableConcept, locale) === text);
  const medicine = named ? before : { ...without(before, /^medication([A-Z]|$)/), medicationCodeableConcept: { text } };
  if (dosageText(before) === dosage) return medicine;
  return { ...without(medicine, /^dosage$/), ...(dosage === '' ? {} : { dosage: [{ text: dosage }] }) };
}
