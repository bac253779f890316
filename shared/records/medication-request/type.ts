/** A prescription. http://hl7.org/fhir/R4/medicationrequest.html */
import type { RecordType } from '../contract.ts';

export const medicationRequest: RecordType<'MedicationRequest'> = {
  type: 'MedicationRequest',
  groups: {
    // a dose belongs to its medicine, so do the amount to hand out and what may be given in its place
    dosageInstruction: 'medication',
    dispenseRequest: 'medication',
    substitution: 'medication',
  },
  times: ['authoredOn'],
  texts: ['note', 'dosageInstruction'],
  sample: {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    authoredOn: '2024-03-01',
  },
};
