/** An allergy or intolerance. http://hl7.org/fhir/R4/allergyintolerance.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const allergyIntolerance: RecordType<'AllergyIntolerance'> = {
  type: 'AllergyIntolerance',
  groups: {
    // ait-1, ait-2: whether there is a clinical status depends on the verification
    clinicalStatus: 'status',
    verificationStatus: 'status',
  },
  times: ['onsetDateTime', 'onsetPeriod', 'recordedDate', 'lastOccurrence'],
  texts: ['code', 'note', 'reaction'],
  final: enteredInError,
  doubts: (resource, today) => doubtFuture(resource, today, ['onsetDateTime', 'recordedDate', 'lastOccurrence']),
  sample: {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005' }] },
    patient: { reference: 'Patient/example' },
    recordedDate: '2024-03-01',
  },
};
