/** A visit. http://hl7.org/fhir/R4/encounter.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const encounter: RecordType<'Encounter'> = {
  type: 'Encounter',
  groups: {
    // what was current stands in the history with the next: one without the other tells a wrong course
    statusHistory: 'status',
    classHistory: 'class',
    // how long it took follows from when it was
    period: 'period',
    length: 'period',
  },
  times: ['period'],
  texts: ['reasonCode'],
  final: enteredInError,
  doubts: (resource, today) => (resource.status === 'planned' ? [] : doubtFuture(resource, today, ['period'])),
  sample: {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/example' },
    period: { start: '2024-03-01T09:00:00+08:00', end: '2024-03-01T09:20:00+08:00' },
  },
};
