/** What somebody says to take. http://hl7.org/fhir/R4/medicationstatement.html */
import type { RecordType } from '../contract.ts';
import { doubtDoses } from '../dosage.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const medicationStatement: RecordType<'MedicationStatement'> = {
  type: 'MedicationStatement',
  groups: {
    // a dose belongs to its medicine
    medication: 'medication',
    dosage: 'medication',
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['effectiveDateTime', 'effectivePeriod', 'dateAsserted'],
  texts: ['medicationCodeableConcept', 'reasonCode', 'note', 'dosage'],
  final: enteredInError,
  doubts: (resource, today) => [...doubtFuture(resource, today, ['dateAsserted']), ...doubtDoses(resource, 'dosage')],
  sample: {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01',
  },
};
