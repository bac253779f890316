/** A plan of care. http://hl7.org/fhir/R4/careplan.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const carePlan: RecordType<'CarePlan'> = {
  type: 'CarePlan',
  groups: {},
  times: ['period', 'created'],
  texts: ['title', 'description', 'activity', 'note'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['created']),
  sample: {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '734163000' }] }],
    subject: { reference: 'Patient/example' },
    period: { start: '2024-03-01' },
  },
};
