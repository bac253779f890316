/** A problem or diagnosis. http://hl7.org/fhir/R4/condition.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture, doubtOrder } from '../plausible.ts';

export const condition: RecordType<'Condition'> = {
  type: 'Condition',
  groups: {
    // con-3, con-5: whether there is a clinical status depends on the verification; con-4: what has abated is not active
    clinicalStatus: 'status',
    verificationStatus: 'status',
    abatement: 'status',
    // a diagnosis of the left side is not one of the right
    code: 'code',
    bodySite: 'code',
  },
  times: ['onsetDateTime', 'onsetPeriod', 'recordedDate', 'abatementDateTime'],
  texts: ['code', 'bodySite', 'note'],
  final: enteredInError,
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['onsetDateTime', 'abatementDateTime', 'recordedDate']),
    ...doubtOrder(resource, [['onsetDateTime', 'abatementDateTime']]),
  ],
  sample: {
    resourceType: 'Condition',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }] },
    subject: { reference: 'Patient/example' },
    recordedDate: '2024-03-01',
  },
};
