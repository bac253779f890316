/** Whether a question is asked, by what was answered to others: http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen */
import { canonicalJson, type Json, type JsonObject, numberText } from '../../../../../shared/records/json.ts';
import { choiceIn, objectsIn, textIn } from '../../../../../shared/records/members.ts';

/** All conditions hold, or any, as the question says. One that cannot be judged holds. */
export function isEnabled(question: JsonObject, response: JsonObject): boolean {
  const conditions = objectsIn(question.enableWhen);
  if (conditions.length === 0) return true;
  const holds = (condition: JsonObject): boolean => isMet(condition, answersTo(textIn(condition.question), response));
  return question.enableBehavior === 'all' ? conditions.every(holds) : conditions.some(holds);
}

/** Values of all answers to a question, wherever it stands. */
function answersTo(linkId: string, holder: JsonObject): Json[] {
  return objectsIn(holder.item).flatMap((item) => {
    const answers = objectsIn(item.answer);
    const own =
      textIn(item.linkId) === linkId
        ? answers.map((one) => choiceIn(one, 'value')?.value).filter((value) => value !== undefined)
        : [];
    return [...own, ...[item, ...answers].flatMap((one) => answersTo(linkId, one))];
  });
}

function isMet(condition: JsonObject, answers: readonly Json[]): boolean {
  const operator = textIn(condition.operator);
  const wanted = choiceIn(condition, 'answer')?.value;
  if (wanted === undefined) return true;
  if (operator === 'exists') return answers.length > 0 === (wanted === true);
  if (operator === '!=') return answers.every((answer) => !isSame(answer, wanted));
  if (operator === '=') return answers.some((answer) => isSame(answer, wanted));
  return answers.some((answer) => {
    const order = compare(answer, wanted);
    if (order === undefined) return true;
    if (operator === '>') return order > 0;
    if (operator === '<') return order < 0;
    return operator === '>=' ? order >= 0 : order <= 0;
  });
}

function isSame(answer: Json, wanted: Json): boolean {
  const [one] = objectsIn(answer);
  const [other] = objectsIn(wanted);
  if (!one || !other) return compare(answer, wanted) === 0 || canonicalJson(answer) === canonicalJson(wanted);
  if (one.code === undefined && one.value === undefined) return canonicalJson(answer) === canonicalJson(wanted);
  const compared = ['system', 'code', 'value'] as const;
  return compared.every(
    (name) => other[name] === undefined || canonicalJson(one[name] ?? null) === canonicalJson(other[name] as Json),
  );
}

/** Below 0, 0 or above it, of numbers, texts and dates of one length; undefined where there is no order. */
function compare(answer: Json, wanted: Json): number | undefined {
  const [one, other] = [numberText(answer), numberText(wanted)];
  if (one !== undefined && other !== undefined) return Number(one) - Number(other);
  if (typeof answer !== 'string' || typeof wanted !== 'string') return undefined;
  return answer === wanted ? 0 : answer < wanted ? -1 : 1;
}
