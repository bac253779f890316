/** A doctor, a nurse, anybody who cares. http://hl7.org/fhir/R4/practitioner.html */

import { doubtBirth } from '../birth.ts';
import type { RecordType } from '../contract.ts';

export const practitioner: RecordType<'Practitioner'> = {
  type: 'Practitioner',
  groups: {},
  times: [],
  texts: ['qualification'],
  doubts: doubtBirth,
  sample: {
    resourceType: 'Practitioner',
    name: [{ text: '李四' }],
    gender: 'female',
  },
};
