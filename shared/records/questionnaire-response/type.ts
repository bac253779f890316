/** A form filled in. http://hl7.org/fhir/R4/questionnaireresponse.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';

export const questionnaireResponse: RecordType<'QuestionnaireResponse'> = {
  type: 'QuestionnaireResponse',
  groups: {
    // answers are to the questions of this very form
    questionnaire: 'item',
    item: 'item',
  },
  times: ['authored'],
  texts: ['item'],
  final: finalOnce(['completed', 'amended']),
  doubts: (resource, today) => doubtFuture(resource, today, ['authored']),
  sample: {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: 'http://example.org/Questionnaire/smoking',
    subject: { reference: 'Patient/example' },
    authored: '2024-03-01T09:10:00+08:00',
    item: [{ linkId: '1', answer: [{ valueBoolean: false }] }],
  },
};
