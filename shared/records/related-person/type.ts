/** Somebody close to a patient. http://hl7.org/fhir/R4/relatedperson.html */

import { doubtBirth } from '../birth.ts';
import type { RecordType } from '../contract.ts';

export const relatedPerson: RecordType<'RelatedPerson'> = {
  type: 'RelatedPerson',
  groups: {},
  times: [],
  texts: [],
  doubts: doubtBirth,
  sample: {
    resourceType: 'RelatedPerson',
    active: true,
    patient: { reference: 'Patient/example' },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH' }] }],
    name: [{ text: '王五' }],
  },
};
