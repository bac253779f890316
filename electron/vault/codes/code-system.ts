/** A clinic's own list as a FHIR R4 CodeSystem, and back: http://hl7.org/fhir/R4/codesystem.html */
import { CodeKind, type CodeList } from '../../../shared/bridge/codes.ts';
import { HAN } from '../../../shared/records/han.ts';
import type { Json, JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import type { Listed } from './entries.ts';

const CONTEXT_TYPE = 'http://terminology.hl7.org/CodeSystem/usage-context-type';
const RESOURCE_TYPES = 'http://hl7.org/fhir/resource-types';
/** Which records a list is for. A CodeSystem that says neither of these is kept and not looked through. */
const FOCUS: Readonly<Record<CodeKind, string>> = {
  diagnosis: 'Condition',
  drug: 'Medication',
  test: 'ServiceRequest',
};
/** Deeper than any classification nests. */
const DEEPEST = 12;

/** The mark of a list that the clinic finds diagnoses, drugs or tests in. */
export function focusOn(kind: CodeKind): JsonObject {
  return {
    code: { system: CONTEXT_TYPE, code: 'focus' },
    valueCodeableConcept: { coding: [{ system: RESOURCE_TYPES, code: FOCUS[kind] }] },
  };
}

/** What a CodeSystem is a list of; undefined for one that is none of the clinic's. */
export function kindOf(resource: JsonObject): CodeKind | undefined {
  const focus = objectsIn(resource.useContext).map((context) =>
    textIn(memberOf(memberOf(context.valueCodeableConcept, 'coding'), 'code')),
  );
  return CodeKind.options.find((kind) => focus.includes(FOCUS[kind]));
}

/** What the list is called. */
export function titleOf(resource: JsonObject): string {
  return textIn(resource.title) || textIn(resource.name) || textIn(resource.url);
}

/** A CodeSystem as the list that it is to the clinic; undefined for any other. */
export function codeListOf(resource: JsonObject, version: number): CodeList | undefined {
  const kind = kindOf(resource);
  if (kind === undefined) return undefined;
  const id = textIn(resource.id);
  return { id, kind, title: titleOf(resource), system: systemOf(resource), count: linesOf(resource).length, version };
}

/** The coding system; a list that names none is one of its own. */
function systemOf(resource: JsonObject): string {
  return textIn(resource.url) || `urn:uuid:${textIn(resource.id)}`;
}

/** The lines of a CodeSystem, children behind their parents; one without a code or a name is left out. */
export function linesOf(resource: JsonObject): Listed[] {
  const system = systemOf(resource);
  const lines: Listed[] = [];
  const read = (concepts: Json | undefined, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const concept of objectsIn(concepts)) {
      const code = textIn(concept.code);
      const names = namesOf(concept);
      if (code !== '' && (names.zh ?? names.en) !== undefined)
        lines.push({ system, code, ...names, forms: [], list: titleOf(resource), also: [] });
      read(concept.concept, depth + 1);
    }
  };
  read(resource.concept, 0);
  return lines;
}

/** The Chinese and the other name of a concept: the display by its characters, the rest by their language. */
function namesOf(concept: JsonObject): { zh?: string; en?: string } {
  const display = textIn(concept.display);
  const said = objectsIn(concept.designation).map((one) => ({
    language: textIn(one.language),
    value: textIn(one.value),
  }));
  const inLanguage = (language: string) =>
    said.find((one) => one.language.startsWith(language) && one.value !== '')?.value;
  const zh = HAN.test(display) ? display : inLanguage('zh');
  const en = display !== '' && !HAN.test(display) ? display : inLanguage('en');
  return { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}
