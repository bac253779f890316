/** A referral, or an order for tests. http://hl7.org/fhir/R4/servicerequest.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const serviceRequest: RecordType<'ServiceRequest'> = {
  type: 'ServiceRequest',
  groups: {
    // prr-1: details only of an order with a code; how much, where and whether at all belong to what is ordered
    code: 'code',
    orderDetail: 'code',
    quantity: 'code',
    bodySite: 'code',
    doNotPerform: 'code',
  },
  times: ['occurrenceDateTime', 'occurrencePeriod', 'authoredOn'],
  texts: ['code', 'reasonCode', 'note', 'patientInstruction'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['authoredOn']),
  sample: {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '306206005' }] },
    subject: { reference: 'Patient/example' },
    authoredOn: '2024-03-01',
  },
};
