/** A person who is cared for. http://hl7.org/fhir/R4/patient.html */

import { doubtBirth } from '../birth.ts';
import type { RecordType } from '../contract.ts';

export const patient: RecordType<'Patient'> = {
  type: 'Patient',
  groups: {},
  times: [],
  texts: [],
  doubts: doubtBirth,
  sample: {
    resourceType: 'Patient',
    name: [{ text: '张三' }],
    gender: 'male',
    birthDate: '1980-02-03',
  },
};
