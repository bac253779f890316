/** A vaccination, given or not. http://hl7.org/fhir/R4/immunization.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtAmount, doubtFuture } from '../plausible.ts';
import { doubtExpiry } from './expiry.ts';

export const immunization: RecordType<'Immunization'> = {
  type: 'Immunization',
  groups: {
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
    // a lot and a dose are those of their vaccine
    vaccineCode: 'vaccine',
    manufacturer: 'vaccine',
    lotNumber: 'vaccine',
    expirationDate: 'vaccine',
    doseQuantity: 'vaccine',
    // a reason for a weak dose only beside a weak dose
    isSubpotent: 'potency',
    subpotentReason: 'potency',
  },
  times: ['occurrenceDateTime', 'recorded'],
  texts: ['vaccineCode', 'note'],
  final: finalOnce(['completed', 'not-done']),
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['occurrenceDateTime', 'recorded']),
    ...doubtExpiry(resource),
    ...doubtAmount('Immunization.doseQuantity', resource.doseQuantity),
  ],
  sample: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
    patient: { reference: 'Patient/example' },
    occurrenceDateTime: '2024-03-01',
  },
};
