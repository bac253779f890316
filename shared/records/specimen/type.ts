/** A sample taken for tests. http://hl7.org/fhir/R4/specimen.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const specimen: RecordType<'Specimen'> = {
  type: 'Specimen',
  groups: {},
  times: ['collection', 'receivedTime'],
  texts: ['type', 'note'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['receivedTime']),
  sample: {
    resourceType: 'Specimen',
    status: 'available',
    type: { coding: [{ system: 'http://snomed.info/sct', code: '119297000' }] },
    subject: { reference: 'Patient/example' },
    collection: { collectedDateTime: '2024-03-01T09:05:00+08:00' },
  },
};
