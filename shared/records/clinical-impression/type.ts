/** An assessment. http://hl7.org/fhir/R4/clinicalimpression.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const clinicalImpression: RecordType<'ClinicalImpression'> = {
  type: 'ClinicalImpression',
  groups: {
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
    // findings are what the summary sums up
    summary: 'summary',
    finding: 'summary',
  },
  times: ['effectiveDateTime', 'effectivePeriod', 'date'],
  texts: ['description', 'summary', 'finding', 'note'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['effectiveDateTime', 'effectivePeriod', 'date']),
  sample: {
    resourceType: 'ClinicalImpression',
    status: 'completed',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '386053000' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01',
  },
};
