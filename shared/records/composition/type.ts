/** A document made of sections. http://hl7.org/fhir/R4/composition.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const composition: RecordType<'Composition'> = {
  type: 'Composition',
  groups: {},
  times: ['date'],
  texts: ['title', 'section'],
  final: finalOnce(['final', 'amended']),
  doubts: (resource, today) => doubtFuture(resource, today, ['date']),
  sample: {
    resourceType: 'Composition',
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '11503-0' }] },
    subject: { reference: 'Patient/example' },
    date: '2024-03-01',
    author: [{ display: 'Dr Example' }],
    title: 'Summary',
  },
};
