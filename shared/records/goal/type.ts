/** What care is to reach. http://hl7.org/fhir/R4/goal.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const goal: RecordType<'Goal'> = {
  type: 'Goal',
  groups: {
    // how far it got is said of a state, since a day and for a reason
    lifecycleStatus: 'status',
    achievementStatus: 'status',
    statusDate: 'status',
    statusReason: 'status',
    // what is to be reached by when
    description: 'description',
    target: 'description',
  },
  times: ['startDate', 'statusDate'],
  texts: ['description', 'statusReason', 'note', 'target'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['statusDate']),
  sample: {
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    description: { coding: [{ system: 'http://snomed.info/sct', code: '135840009' }] },
    subject: { reference: 'Patient/example' },
    startDate: '2024-03-01',
  },
};
