/** An account that fees are collected on. http://hl7.org/fhir/R4/account.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';

export const account: RecordType<'Account'> = {
  type: 'Account',
  groups: {},
  times: ['servicePeriod'],
  texts: ['name', 'description'],
  final: enteredInError,
  sample: {
    resourceType: 'Account',
    status: 'active',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PBILLACCT' }] },
    subject: [{ reference: 'Patient/example' }],
    servicePeriod: { start: '2024-03-01' },
  },
};
