/** A dose given. http://hl7.org/fhir/R4/medicationadministration.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';
import { doubtDose } from './dose.ts';

export const medicationAdministration: RecordType<'MedicationAdministration'> = {
  type: 'MedicationAdministration',
  groups: {
    // a dose belongs to its medicine
    medication: 'medication',
    dosage: 'medication',
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['effectiveDateTime', 'effectivePeriod'],
  texts: ['medicationCodeableConcept', 'reasonCode', 'note', 'dosage'],
  final: finalOnce(['completed', 'stopped', 'not-done']),
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['effectiveDateTime', 'effectivePeriod']),
    ...doubtDose(resource),
  ],
  sample: {
    resourceType: 'MedicationAdministration',
    status: 'completed',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE08' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01T10:00:00+08:00',
    dosage: { dose: { value: 2, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' } },
  },
};
