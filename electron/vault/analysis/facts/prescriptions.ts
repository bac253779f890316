/** Prescriptions line by line, as FHIR keeps them: one MedicationRequest for each medicine. Which lines are one prescription, and what of it. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { memberOf, textIn } from '../../../../shared/records/members.ts';
import type { FindMedication } from '../../records/chart-medication.ts';
import { toldOfMedicine } from '../../records/prescribing/told.ts';
import { type Projection, referenceId } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { practitionerIn } from './actors.ts';
import { isAntibiotic, isReadable } from './antibiotics.ts';

const NOT_GIVEN = ['cancelled', 'entered-in-error', 'draft'];
/** Intents of what nobody ordered yet: http://hl7.org/fhir/R4/valueset-medicationrequest-intent.html */
export const NO_ORDER = ['proposal', 'plan', 'option'];

/** One line of a prescription; `find`: gives the record of the medicine that it refers to. */
export function prescriptionFacts(
  request: JsonObject,
  { status, patient, day }: Pick<Projection, 'status' | 'patient' | 'day'>,
  find: FindMedication,
): Fact[] {
  if ((status !== null && NOT_GIVEN.includes(status)) || NO_ORDER.includes(textIn(request.intent))) return [];
  if (request.doNotPerform === true) return [];
  const who = practitionerIn(request.requester);
  const medicine = toldOfMedicine(request, find);
  const visit = referenceId(memberOf(request.encounter, 'reference'), 'Encounter') ?? '';
  return [
    {
      kind: 'line',
      who,
      value: isAntibiotic(medicine) ? 1 : 0,
      other: isReadable(medicine) ? undefined : 1,
      line: {
        sheet: sheetOf(request, { patient, day, visit, who: who?.name ?? '' }),
        visit,
        prior: referenceId(memberOf(request.priorPrescription, 'reference'), 'MedicationRequest') ?? '',
      },
    },
  ];
}

/**
 * Lines with the same text are one prescription of a patient: that of one group, else of one visit, else of one day, by one doctor. What says
 * not for whom it is is one by itself, and so is what says neither its visit nor its day.
 */
function sheetOf(
  request: JsonObject,
  { patient, day, visit, who }: { patient: string | null; day: string | null; visit: string; who: string },
): string {
  const line = JSON.stringify(['line', textIn(request.id)]);
  if (patient === null) return line;
  const group = textIn(memberOf(request.groupIdentifier, 'value'));
  if (group !== '') return JSON.stringify(['group', textIn(memberOf(request.groupIdentifier, 'system')), group]);
  if (visit !== '') return JSON.stringify(['visit', visit, who, day]);
  return day === null ? line : JSON.stringify(['day', who, day]);
}
