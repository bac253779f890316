/** A report on tests. http://hl7.org/fhir/R4/diagnosticreport.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const diagnosticReport: RecordType<'DiagnosticReport'> = {
  type: 'DiagnosticReport',
  groups: {
    // a conclusion in words and its codes say one thing, about these results
    conclusion: 'conclusion',
    conclusionCode: 'conclusion',
    result: 'conclusion',
  },
  times: ['effectiveDateTime', 'effectivePeriod', 'issued'],
  texts: ['code', 'conclusion', 'conclusionCode', 'presentedForm'],
  final: finalOnce(['final', 'amended', 'corrected', 'appended']),
  doubts: (resource, today) => doubtFuture(resource, today, ['effectiveDateTime', 'effectivePeriod', 'issued']),
  sample: {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '58410-2' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01T09:05:00+08:00',
  },
};
