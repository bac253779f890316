/** A course of care over several visits. http://hl7.org/fhir/R4/episodeofcare.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const episodeOfCare: RecordType<'EpisodeOfCare'> = {
  type: 'EpisodeOfCare',
  groups: {
    // what was current stands in the history with the next
    status: 'status',
    statusHistory: 'status',
  },
  times: ['period'],
  texts: ['type'],
  final: enteredInError,
  doubts: (resource, today) => (resource.status === 'planned' ? [] : doubtFuture(resource, today, ['period'])),
  sample: {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/episodeofcare-type', code: 'cacp' }] }],
    patient: { reference: 'Patient/example' },
    period: { start: '2024-03-01' },
  },
};
