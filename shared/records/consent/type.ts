/** What a patient agrees to. http://hl7.org/fhir/R4/consent.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const consent: RecordType<'Consent'> = {
  type: 'Consent',
  groups: {
    // ppc-1: a policy or a rule
    policy: 'policy',
    policyRule: 'policy',
    // ppc-2 to ppc-5: some kinds of consent need a patient
    scope: 'scope',
    patient: 'scope',
    // what is permitted is said under one state only
    status: 'provision',
    provision: 'provision',
  },
  times: ['dateTime'],
  texts: ['category'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['dateTime']),
  sample: {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    patient: { reference: 'Patient/example' },
    dateTime: '2024-03-01',
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
  },
};
