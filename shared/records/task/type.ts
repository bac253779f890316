/** Something to be done. http://hl7.org/fhir/R4/task.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const task: RecordType<'Task'> = {
  type: 'Task',
  groups: {
    // inv-1: modified no earlier than authored
    authoredOn: 'times',
    lastModified: 'times',
    // where it stands, and why
    status: 'status',
    statusReason: 'status',
    businessStatus: 'status',
    // a task is what is to be done to what
    code: 'code',
    focus: 'code',
  },
  times: ['executionPeriod', 'authoredOn', 'lastModified'],
  texts: ['description', 'note', 'input', 'output'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['authoredOn', 'lastModified']),
  sample: {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }] },
    for: { reference: 'Patient/example' },
    authoredOn: '2024-03-01',
  },
};
