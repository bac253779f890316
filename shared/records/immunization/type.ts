/** A vaccination, given or not. http://hl7.org/fhir/R4/immunization.html */
import type { RecordType } from '../contract.ts';

export const immunization: RecordType<'Immunization'> = {
  type: 'Immunization',
  groups: {
    // the reason is that of "not done": beside another status it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['occurrenceDateTime', 'recorded'],
  texts: ['note'],
  sample: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
    patient: { reference: 'Patient/example' },
    occurrenceDateTime: '2024-03-01',
  },
};
