/** What a row becomes, in words. */
import type { TFunction } from 'i18next';
import { conceptText } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { shownValue } from '../../../shared/records/observation/value.ts';
import { personName } from '../../../shared/records/patient/name.ts';
import { typeWord } from '../../records/values/fields.ts';

const CONCEPTS = ['code', 'medicationCodeableConcept', 'vaccineCode', 'reasonCode', 'serviceType'];
const DAYS = ['birthDate', 'effectiveDateTime', 'recordedDate', 'occurrenceDateTime'];

/** "Blood pressure 150/95 mmHg, 2024-03-05" with the type before it. */
export function resourceWords(t: TFunction, locale: string, resource: JsonObject): { type: string; text: string } {
  const gender = textIn(resource.gender);
  const known = (['male', 'female', 'other', 'unknown'] as const).find((one) => one === gender);
  const concept = CONCEPTS.map((name) => conceptText(resource[name], locale)).find((text) => text !== '') ?? '';
  const day =
    DAYS.map((name) => textIn(resource[name])).find((text) => text !== '') ??
    textIn((resource.period as JsonObject | undefined)?.start);
  const parts = [
    resource.resourceType === 'Patient' ? personName(resource).name : '',
    concept,
    valueWords(resource, locale),
    known ? t(`gender.${known}`) : '',
    day.slice(0, 10),
    ...objectsIn(resource.telecom).map(({ value }) => textIn(value)),
  ];
  return {
    type: typeWord(t, String(resource.resourceType)),
    text: parts.filter((part) => part !== '').join(t('common.dot')),
  };
}

function valueWords(resource: JsonObject, locale: string): string {
  const own = shownValue(resource, locale);
  const all = own ? [own] : objectsIn(resource.component).flatMap((part) => shownValue(part, locale) ?? []);
  const [first] = all;
  if (!first) return '';
  return `${all.map(({ text }) => text).join('/')}${first.unit ? ` ${first.unit}` : ''}`;
}
