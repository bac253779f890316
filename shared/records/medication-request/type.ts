/** A prescription. http://hl7.org/fhir/R4/medicationrequest.html */
import type { RecordType } from '../contract.ts';
import { doubtDoses } from '../dosage.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const medicationRequest: RecordType<'MedicationRequest'> = {
  type: 'MedicationRequest',
  groups: {
    // a dose belongs to its medicine, so do the amount to hand out, what may be given in its place, and whether it is forbidden
    medication: 'medication',
    doNotPerform: 'medication',
    dosageInstruction: 'medication',
    dispenseRequest: 'medication',
    substitution: 'medication',
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['authoredOn'],
  texts: ['medicationCodeableConcept', 'reasonCode', 'note', 'dosageInstruction'],
  final: enteredInError,
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['authoredOn']),
    ...doubtDoses(resource, 'dosageInstruction'),
  ],
  sample: {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    authoredOn: '2024-03-01',
  },
};
