/** A warning on a chart. http://hl7.org/fhir/R4/flag.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';

export const flag: RecordType<'Flag'> = {
  type: 'Flag',
  groups: {},
  times: ['period'],
  texts: ['code'],
  final: enteredInError,
  sample: {
    resourceType: 'Flag',
    status: 'active',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '390790000' }] },
    subject: { reference: 'Patient/example' },
    period: { start: '2024-03-01' },
  },
};
