/** A clinic, a hospital, a supplier. http://hl7.org/fhir/R4/organization.html */
import type { RecordType } from '../contract.ts';

export const organization: RecordType<'Organization'> = {
  type: 'Organization',
  groups: {
    // org-1: a name or an identifier
    identifier: 'name',
    name: 'name',
  },
  times: [],
  texts: ['name'],
  sample: {
    resourceType: 'Organization',
    active: true,
    name: '杏林诊所',
  },
};
