/** Illnesses in the family. http://hl7.org/fhir/R4/familymemberhistory.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';
import { doubtFuture, doubtOrder } from '../plausible.ts';

export const familyMemberHistory: RecordType<'FamilyMemberHistory'> = {
  type: 'FamilyMemberHistory',
  groups: {
    // fhs-1: born or age; fhs-2: only an age is estimated
    born: 'age',
    age: 'age',
    estimatedAge: 'age',
    // a reason for absence only without what is absent
    dataAbsentReason: 'condition',
    condition: 'condition',
  },
  times: ['date'],
  texts: ['condition', 'note'],
  final: enteredInError,
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['date', 'bornDate', 'deceasedDate']),
    ...doubtOrder(resource, [['bornDate', 'deceasedDate']]),
  ],
  sample: {
    resourceType: 'FamilyMemberHistory',
    status: 'completed',
    patient: { reference: 'Patient/example' },
    date: '2024-03-01',
    relationship: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH' }] },
  },
};
