/** A photograph, a recording. http://hl7.org/fhir/R4/media.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const media: RecordType<'Media'> = {
  type: 'Media',
  groups: {
    // what the picture shows, and its size
    content: 'content',
    height: 'content',
    width: 'content',
    frames: 'content',
    duration: 'content',
    view: 'content',
    bodySite: 'content',
  },
  times: ['createdDateTime', 'createdPeriod', 'issued'],
  texts: ['content', 'note'],
  final: finalOnce(['completed']),
  doubts: (resource, today) => doubtFuture(resource, today, ['createdDateTime', 'createdPeriod', 'issued']),
  sample: {
    resourceType: 'Media',
    status: 'completed',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/media-type', code: 'image' }] },
    subject: { reference: 'Patient/example' },
    createdDateTime: '2024-03-01',
    content: { contentType: 'image/png', title: 'Rash' },
  },
};
