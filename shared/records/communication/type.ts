/** A message sent or received. http://hl7.org/fhir/R4/communication.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture, doubtOrder } from '../plausible.ts';

export const communication: RecordType<'Communication'> = {
  type: 'Communication',
  groups: {
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
  },
  times: ['sent', 'received'],
  texts: ['payload', 'note', 'topic'],
  final: enteredInError,
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['sent', 'received']),
    ...doubtOrder(resource, [['sent', 'received']]),
  ],
  sample: {
    resourceType: 'Communication',
    status: 'completed',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/communication-category', code: 'reminder' }] },
    ],
    subject: { reference: 'Patient/example' },
    sent: '2024-03-01T09:30:00+08:00',
  },
};
