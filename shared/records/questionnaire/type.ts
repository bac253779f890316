/** A form. http://hl7.org/fhir/R4/questionnaire.html */
import type { RecordType } from '../contract.ts';

export const questionnaire: RecordType<'Questionnaire'> = {
  type: 'Questionnaire',
  groups: {},
  times: ['date'],
  texts: ['title', 'description', 'item'],
  sample: {
    resourceType: 'Questionnaire',
    status: 'active',
    title: 'Smoking',
    code: [{ system: 'http://loinc.org', code: '72166-2' }],
    date: '2024-03-01',
    item: [{ linkId: '1', text: 'Do you smoke?', type: 'boolean' }],
  },
};
