/** What somebody does where. http://hl7.org/fhir/R4/practitionerrole.html */
import type { RecordType } from '../contract.ts';

export const practitionerRole: RecordType<'PractitionerRole'> = {
  type: 'PractitionerRole',
  groups: {},
  times: [],
  texts: ['availabilityExceptions'],
  sample: {
    resourceType: 'PractitionerRole',
    active: true,
    practitioner: { reference: 'Practitioner/example' },
    organization: { reference: 'Organization/example' },
    code: [{ coding: [{ system: 'http://snomed.info/sct', code: '309343006' }] }],
  },
};
