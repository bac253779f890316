/** Coded concepts for people to read. http://hl7.org/fhir/R4/datatypes.html#CodeableConcept */
import { HAN } from './han.ts';
import type { Json, JsonObject } from './json.ts';
import { memberOf, objectsIn, textIn } from './members.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** `system|code` of a coding; undefined for one without a code. */
export function codingKey(coding: JsonObject): string | undefined {
  const code = textIn(coding.code);
  return code === '' ? undefined : `${textIn(coding.system)}|${code}`;
}

/** Codings of a CodeableConcept, of several, or of a Coding itself. */
export function codingsOf(concept: Json | undefined): JsonObject[] {
  return objectsIn(concept).flatMap((one) =>
    one.coding === undefined && one.code !== undefined ? [one] : objectsIn(one.coding),
  );
}

/** What comes first where a concept has several codes: classifications that are counted by, then others. */
const COUNTED_FIRST = [/icd-?10|2\.16\.156\.10011\.2\.3\.3\.11/i, /icd-?11|release\/11/i, /\/sid\/cvx/i, /snomed/i];

/** The coding by which a concept is counted: of several the same one in whatever order they stand; undefined where none has a code. */
export function countedCoding(concept: Json | undefined): JsonObject | undefined {
  const codings = codingsOf(concept).filter((one) => codingKey(one) !== undefined);
  if (codings.length < 2) return codings[0];
  const place = (one: JsonObject): string => {
    const rank = COUNTED_FIRST.findIndex((system) => system.test(textIn(one.system)));
    return `${rank < 0 ? COUNTED_FIRST.length : rank} ${codingKey(one)}`;
  };
  return codings.reduce((first, one) => (place(one) < place(first) ? one : first));
}

/** The coding of a diagnosis that a form shows: of ICD-10, else the first that says its system and code. */
export function readableCoding(
  concept: Json | undefined,
): { readonly system: string; readonly code: string } | undefined {
  const whole = codingsOf(concept)
    .map((coding) => ({ system: textIn(coding.system), code: textIn(coding.code) }))
    .filter(({ system, code }) => system !== '' && code !== '');
  return whole.find(({ system }) => system === ICD10) ?? whole[0];
}

/** The code of the first coding; '' where there is none. */
export function firstCode(concept: Json | undefined): string {
  return textIn(codingsOf(concept).find((coding) => textIn(coding.code) !== '')?.code);
}

/**
 * What a concept (the first, of a list) is called: its text, else a coding's display, in the reader's language where it is
 * there in that language too, else the code. '' for none. `locale` is BCP 47.
 */
export function conceptText(concept: Json | undefined, locale = 'en'): string {
  const [first] = objectsIn(concept);
  if (!first) return '';
  const codings = codingsOf(first);
  const names = [textIn(first.text), ...codings.map((coding) => textIn(coding.display))];
  const translated = [first._text, ...codings.map((coding) => coding._display)].flatMap((element) =>
    translations(element, locale),
  );
  const chinese = locale.startsWith('zh');
  const known = [...translated, ...names].filter((name) => name !== '');
  return translated[0] ?? known.find((name) => HAN.test(name) === chinese) ?? known[0] ?? firstCode(first);
}

/** Translations of a primitive into a language (https://hl7.org/fhir/R4/extension-translation.html). */
function translations(element: Json | undefined, locale: string): string[] {
  const language = locale.slice(0, 2);
  return objectsIn(memberOf(element, 'extension'))
    .filter((extension) => extension.url === TRANSLATION)
    .map((extension) => objectsIn(extension.extension))
    .filter((parts) => parts.some((part) => part.url === 'lang' && textIn(part.valueCode).startsWith(language)))
    .map((parts) => textIn(parts.find((part) => part.url === 'content')?.valueString))
    .filter((name) => name !== '');
}
