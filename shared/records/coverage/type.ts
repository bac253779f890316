/** Who pays for care. http://hl7.org/fhir/R4/coverage.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';

export const coverage: RecordType<'Coverage'> = {
  type: 'Coverage',
  groups: {
    // a number is that of its subscriber
    subscriber: 'subscriber',
    subscriberId: 'subscriber',
    dependent: 'subscriber',
    relationship: 'subscriber',
  },
  times: ['period'],
  texts: [],
  final: enteredInError,
  sample: {
    resourceType: 'Coverage',
    status: 'active',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PUBLICPOL' }] },
    beneficiary: { reference: 'Patient/example' },
    period: { start: '2024-03-01' },
    payor: [{ display: '医保' }],
  },
};
