/** A list of records. http://hl7.org/fhir/R4/list.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const list: RecordType<'List'> = {
  type: 'List',
  groups: {
    // lst-1 to lst-3: why it is empty, and what entries may say, depends on the entries and the mode
    mode: 'entry',
    entry: 'entry',
    emptyReason: 'entry',
    orderedBy: 'entry',
  },
  times: ['date'],
  texts: ['title', 'note'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['date']),
  sample: {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [{ system: 'http://loinc.org', code: '52472-8' }] },
    subject: { reference: 'Patient/example' },
    date: '2024-03-01',
  },
};
