/** Several together: a family, a stock of one product. http://hl7.org/fhir/R4/group.html */
import type { RecordType } from '../contract.ts';

export const group: RecordType<'Group'> = {
  type: 'Group',
  groups: {
    // grp-1: only an actual group has members; what they have in common defines it
    actual: 'member',
    type: 'member',
    member: 'member',
    characteristic: 'member',
    quantity: 'member',
  },
  times: [],
  texts: ['name'],
  sample: {
    resourceType: 'Group',
    active: true,
    type: 'person',
    actual: true,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '35359004' }] },
    member: [{ entity: { reference: 'Patient/example' } }],
  },
};
