/** Something done to or for a patient. http://hl7.org/fhir/R4/procedure.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const procedure: RecordType<'Procedure'> = {
  type: 'Procedure',
  groups: {
    // the reason is that of the status: beside another it would say nothing, or something wrong
    status: 'status',
    statusReason: 'status',
    // a procedure on the left side is not one on the right
    code: 'code',
    bodySite: 'code',
  },
  times: ['performedDateTime', 'performedPeriod'],
  texts: ['code', 'bodySite', 'reasonCode', 'outcome', 'complication', 'followUp', 'note'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['performedDateTime', 'performedPeriod']),
  sample: {
    resourceType: 'Procedure',
    status: 'completed',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '274031008' }] },
    subject: { reference: 'Patient/example' },
    performedDateTime: '2024-03-01',
  },
};
