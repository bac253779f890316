/**
 * Questionnaire (http://hl7.org/fhir/R4/questionnaire.html) and QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html),
 * this against the questionnaire that is contained in it.
 */
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';

interface Item {
  readonly item: JsonObject;
  readonly path: string;
}

/** Types of answers by the type of question. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal', 'valueInteger'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime', 'valueReference'],
  'open-choice': ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime', 'valueReference'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

/** Link ids stand once, and conditions name questions that there are. */
export const checkQuestionnaire: Check = ({ value, path, report }) => {
  const items = itemsIn(value, path);
  const ids = new Set<string>();
  for (const { item, path: at } of items) {
    const id = textIn(item.linkId);
    if (id !== '' && ids.has(id)) report.error(`${at}.linkId`, 'link-id-twice');
    ids.add(id);
  }
  for (const { item, path: at } of items)
    objectsIn(item.enableWhen).forEach(({ question }, i) => {
      if (!ids.has(textIn(question))) report.error(`${at}.enableWhen[${i}].question`, 'no-such-question');
    });
};

export const checkQuestionnaireResponse: Check = (place) => {
  const { value, root, path } = place;
  const name = textIn(value.questionnaire);
  const found = objectsIn(root.contained).find(
    (one) =>
      one.resourceType === 'Questionnaire' && (name === `#${textIn(one.id)}` || (name !== '' && name === one.url)),
  );
  if (found) checkAnswers(place, found, value, path);
};

/** The items of a level of the response beside those of the questionnaire. */
function checkAnswers(place: Place, asked: JsonObject, answered: JsonObject, path: string): void {
  const { report, value } = place;
  const questions = objectsIn(asked.item);
  const byId = new Map(questions.map((one) => [textIn(one.linkId), one]));
  const items = objectsIn(answered.item);
  items.forEach((item, i) => {
    const at = `${path}.item[${i}]`;
    const question = byId.get(textIn(item.linkId));
    if (question) checkAnswer(place, question, item, at);
    else if (textIn(item.linkId) !== '') report.error(`${at}.linkId`, 'no-such-question');
  });
  if (value.status !== 'completed' && value.status !== 'amended') return;
  for (const question of questions) {
    const id = textIn(question.linkId);
    const conditional = objectsIn(question.enableWhen).length > 0;
    if (question.required === true && !conditional && !items.some((one) => one.linkId === id))
      report.error(path, 'unanswered', { question: id.slice(0, 40) });
  }
}

function checkAnswer(place: Place, question: JsonObject, item: JsonObject, path: string): void {
  const { report } = place;
  const type = textIn(question.type);
  const answers = objectsIn(item.answer);
  if (type === 'group' || type === 'display') {
    if (answers.length > 0) report.error(`${path}.answer`, 'answer-to-none');
    if (type === 'group') checkAnswers(place, question, item, path);
    return;
  }
  if (answers.length > 1 && question.repeats !== true) report.error(`${path}.answer`, 'too-many');
  answers.forEach((answer, i) => {
    const at = `${path}.answer[${i}]`;
    const name = Object.keys(answer).find((one) => /^value[A-Z]/.test(one));
    const types = ANSWERS[type];
    if (name !== undefined && types && !types.includes(name))
      report.error(`${at}.${name}`, 'wrong-type', { type: types.map((one) => one.slice(5)).join(', ') });
    checkAnswers(place, question, answer, at);
  });
}

function itemsIn(holder: JsonObject, path: string): Item[] {
  return objectsIn(holder.item).flatMap((item, i) => {
    const at = `${path}.item[${i}]`;
    return [{ item, path: at }, ...itemsIn(item, at)];
  });
}
