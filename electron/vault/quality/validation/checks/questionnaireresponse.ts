/** QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html) against the questionnaire that is contained in it. */
import { canonicalJson, type Json, type JsonObject } from '../../../../../shared/records/json.ts';
import { choiceIn, objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';
import { isEnabled } from './enabled.ts';

/** Types of answers by the type of question. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['Boolean'],
  decimal: ['Decimal'],
  integer: ['Integer'],
  date: ['Date'],
  dateTime: ['DateTime'],
  time: ['Time'],
  string: ['String'],
  text: ['String'],
  url: ['Uri'],
  choice: ['Coding', 'String', 'Integer', 'Date', 'Time', 'Reference'],
  'open-choice': ['Coding', 'String', 'Integer', 'Date', 'Time', 'Reference'],
  attachment: ['Attachment'],
  reference: ['Reference'],
  quantity: ['Quantity'],
};

/** A response and its questionnaire, for all levels of items. */
interface Form {
  readonly place: Place;
  readonly response: JsonObject;
  /** Whether what is required must be there. */
  readonly finished: boolean;
}

export const checkQuestionnaireResponse: Check = (place) => {
  const { value, root, path } = place;
  const name = textIn(value.questionnaire);
  const found = objectsIn(root.contained).find(
    (one) =>
      one.resourceType === 'Questionnaire' &&
      (name === `#${textIn(one.id)}` || (name !== '' && name.split('|', 1)[0] === one.url)),
  );
  const finished = value.status === 'completed' || value.status === 'amended';
  if (found) checkItems({ place, response: value, finished }, found, value, path);
};

/** The items of a level of the response beside those of the questionnaire: each is asked there, in its order, and once or more. */
function checkItems(form: Form, asked: JsonObject, answered: JsonObject, path: string): void {
  const { report } = form.place;
  const questions = objectsIn(asked.item);
  const order = new Map(questions.map((one, i) => [textIn(one.linkId), i]));
  const counts = new Map<string, number>();
  let last = 0;
  objectsIn(answered.item).forEach((item, i) => {
    const at = `${path}.item[${i}]`;
    const id = textIn(item.linkId);
    const index = order.get(id);
    const question = index === undefined ? undefined : questions[index];
    if (index === undefined || !question) {
      if (id !== '') report.error(`${at}.linkId`, 'no-such-question');
      return;
    }
    if (index < last) report.error(at, 'item-order');
    last = index;
    counts.set(id, (counts.get(id) ?? 0) + 1);
    if (counts.get(id) === 2 && question.repeats !== true) report.error(at, 'item-twice');
    checkItem(form, question, item, at);
  });
  for (const question of questions) checkRequired(form, question, counts.has(textIn(question.linkId)), path);
}

function checkRequired({ place, response, finished }: Form, question: JsonObject, there: boolean, path: string): void {
  if (there || question.required !== true || !isEnabled(question, response)) return;
  const params = { question: textIn(question.linkId).slice(0, 40) };
  if (finished) place.report.error(path, 'unanswered', params);
  else place.report.warning(path, 'unanswered', params);
}

function checkItem(form: Form, question: JsonObject, item: JsonObject, path: string): void {
  const { report, strict } = form.place;
  const type = textIn(question.type);
  const answers = objectsIn(item.answer);
  const items = objectsIn(item.item);
  const said = textIn(item.text);
  if (strict && said !== '' && said !== textIn(question.text)) report.error(`${path}.text`, 'item-text');
  const enabled = isEnabled(question, form.response);
  if (!enabled && (answers.length > 0 || items.length > 0)) report.error(path, 'item-not-asked');
  if (type === 'group' || type === 'display') {
    if (answers.length > 0) report.error(`${path}.answer`, 'answer-to-none');
    if (type === 'group') checkItems(form, question, item, path);
    else if (items.length > 0) report.error(`${path}.item`, 'item-below');
    return;
  }
  if (items.length > 0) report.error(`${path}.item`, 'item-below');
  if (answers.length === 0) {
    if (enabled) checkRequired(form, question, false, path);
    return;
  }
  if (answers.length > 1 && question.repeats !== true) report.error(`${path}.answer`, 'too-many');
  answers.forEach((answer, i) => {
    const at = `${path}.answer[${i}]`;
    checkAnswer(form, question, answer, at);
    checkItems(form, question, answer, at);
  });
}

function checkAnswer({ place }: Form, question: JsonObject, answer: JsonObject, path: string): void {
  const { report } = place;
  const type = textIn(question.type);
  const chosen = choiceIn(answer, 'value');
  const types = ANSWERS[type];
  if (!chosen || !types) return;
  const at = `${path}.value${chosen.type}`;
  if (!types.includes(chosen.type)) report.error(at, 'wrong-type', { type: types.join(', ') });
  else if (type === 'choice' || (type === 'open-choice' && chosen.type !== 'String')) {
    const options = optionsOf(place, question, chosen.type);
    if (options && !options.has(keyOf(chosen.type, chosen.value))) report.error(at, 'answer-no-option');
  }
}

/** What may be chosen, where that is listed; undefined where it is not, or where anything may be said beside it. */
function optionsOf(place: Place, question: JsonObject, type: string): ReadonlySet<string> | undefined {
  const options = objectsIn(question.answerOption);
  if (options.length > 0) {
    const values = options.map((one) => choiceIn(one, 'value'));
    if (question.type === 'open-choice') return undefined;
    return new Set(values.flatMap((one) => (one?.type === type ? [keyOf(type, one.value)] : [])));
  }
  const name = textIn(question.answerValueSet);
  if (!name.startsWith('#') || type !== 'Coding' || question.type === 'open-choice') return undefined;
  const containers = [
    ...objectsIn(place.root.contained),
    ...objectsIn(place.root.contained).flatMap((one) => objectsIn(one.contained)),
  ];
  const set = containers.find((one) => one.resourceType === 'ValueSet' && one.id === name.slice(1));
  const includes = objectsIn(objectsIn(set?.compose)[0]?.include);
  if (includes.length === 0 || includes.some((one) => one.concept === undefined)) return undefined;
  return new Set(
    includes.flatMap(({ system, concept }) =>
      objectsIn(concept).map(({ code }) => `${textIn(system)} ${textIn(code)}`),
    ),
  );
}

/** What two answers are compared by: system and code of a coding, the whole of anything else. */
function keyOf(type: string, value: Json): string {
  if (type !== 'Coding') return canonicalJson(value);
  const [coding] = objectsIn(value);
  return `${textIn(coding?.system)} ${textIn(coding?.code)}`;
}
