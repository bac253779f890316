/** A document or image, such as a note. http://hl7.org/fhir/R4/documentreference.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const documentReference: RecordType<'DocumentReference'> = {
  type: 'DocumentReference',
  groups: {},
  times: ['date', 'context'],
  texts: ['type', 'description', 'content'],
  final: finalOnce(['final', 'amended'], 'docStatus'),
  doubts: (resource, today) => doubtFuture(resource, today, ['date']),
  sample: {
    resourceType: 'DocumentReference',
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: 'Patient/example' },
    date: '2024-03-01T09:20:00+08:00',
    content: [{ attachment: { contentType: 'text/plain', title: 'Note' } }],
  },
};
