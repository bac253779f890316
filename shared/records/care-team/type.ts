/** Who takes part in the care of a patient. http://hl7.org/fhir/R4/careteam.html */
import type { RecordType } from '../contract.ts';
import { enteredInError } from '../finality.ts';

export const careTeam: RecordType<'CareTeam'> = {
  type: 'CareTeam',
  groups: {},
  times: ['period'],
  texts: ['name', 'note'],
  final: enteredInError,
  sample: {
    resourceType: 'CareTeam',
    status: 'active',
    category: [{ coding: [{ system: 'http://loinc.org', code: 'LA27976-2' }] }],
    subject: { reference: 'Patient/example' },
    period: { start: '2024-03-01' },
  },
};
