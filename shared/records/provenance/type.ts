/** Where a record comes from. http://hl7.org/fhir/R4/provenance.html */
import type { RecordType } from '../contract.ts';
import { doubtFuture } from '../plausible.ts';

export const provenance: RecordType<'Provenance'> = {
  type: 'Provenance',
  groups: {},
  times: ['occurredDateTime', 'occurredPeriod', 'recorded'],
  texts: ['reason'],
  final: () => true,
  doubts: (resource, today) => doubtFuture(resource, today, ['recorded']),
  sample: {
    resourceType: 'Provenance',
    target: [{ reference: 'Observation/example' }],
    recorded: '2024-03-01T09:06:00+08:00',
    agent: [{ who: { display: 'Dr Example' } }],
  },
};
