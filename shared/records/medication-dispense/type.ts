/** A medicine handed out. http://hl7.org/fhir/R4/medicationdispense.html */
import type { RecordType } from '../contract.ts';

export const medicationDispense: RecordType<'MedicationDispense'> = {
  type: 'MedicationDispense',
  groups: {
    // a dose belongs to its medicine, so do the amount and how long it lasts
    quantity: 'medication',
    daysSupply: 'medication',
    dosageInstruction: 'medication',
  },
  times: ['whenHandedOver', 'whenPrepared'],
  texts: ['note', 'dosageInstruction'],
  sample: {
    resourceType: 'MedicationDispense',
    status: 'completed',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] },
    subject: { reference: 'Patient/example' },
    whenHandedOver: '2024-03-01T09:30:00+08:00',
  },
};
