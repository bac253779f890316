/** What somebody says to take. http://hl7.org/fhir/R4/medicationstatement.html */
import type { RecordType } from '../contract.ts';

export const medicationStatement: RecordType<'MedicationStatement'> = {
  type: 'MedicationStatement',
  groups: {
    // a dose belongs to its medicine
    dosage: 'medication',
  },
  times: ['effectiveDateTime', 'effectivePeriod', 'dateAsserted'],
  texts: ['note', 'dosage'],
  sample: {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01',
  },
};
