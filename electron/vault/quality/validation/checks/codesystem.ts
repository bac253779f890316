/** CodeSystem (http://hl7.org/fhir/R4/codesystem.html) beside its rules. */
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';

/** JSON names of the values of a property by the type that it is declared with. */
const VALUES: Readonly<Record<string, string>> = {
  code: 'valueCode',
  Coding: 'valueCoding',
  string: 'valueString',
  integer: 'valueInteger',
  boolean: 'valueBoolean',
  dateTime: 'valueDateTime',
  decimal: 'valueDecimal',
};

/** Properties that FHIR defines, and their types: http://hl7.org/fhir/R4/codesystem-concept-properties.html and its later versions. */
const DEFINED: Readonly<Record<string, string>> = {
  status: 'code',
  inactive: 'boolean',
  effectiveDate: 'dateTime',
  deprecationDate: 'dateTime',
  retirementDate: 'dateTime',
  notSelectable: 'boolean',
  parent: 'code',
  child: 'code',
  partOf: 'code',
  synonym: 'code',
  comment: 'string',
  itemWeight: 'decimal',
};
const CONCEPT_PROPERTIES = 'http://hl7.org/fhir/concept-properties#';
/** Whose values are codes of the same code system. */
const INTERNAL = new Set(['parent', 'child', 'partOf', 'synonym']);

interface Concept {
  readonly concept: JsonObject;
  readonly path: string;
}

/** A property as it is declared. */
interface Declared {
  readonly type: string;
  readonly uri: string;
}

export const checkCodeSystem: Check = (place) => {
  const { value, path, report } = place;
  const concepts = conceptsIn(value, path);
  checkContent(place, concepts.length);
  const codes = new Set<string>();
  for (const { concept, path: at } of concepts) {
    const code = textIn(concept.code);
    if (code !== '' && codes.has(code)) report.error(`${at}.code`, 'code-twice');
    codes.add(code);
  }
  if (value.content === 'complete' && value.compositional !== true && typeof value.count === 'number')
    if (value.count !== concepts.length)
      report.error(`${path}.count`, 'wrong-count', { count: String(concepts.length) });
  const declared = declaredBy(place);
  for (const one of concepts) checkProperties(place, one, declared, codes);
};

/** What the system says that it contains, against what it contains. */
function checkContent({ value, path, report }: Place, count: number): void {
  const supplements = textIn(value.supplements) !== '';
  if (supplements !== (value.content === 'supplement'))
    report.error(supplements ? `${path}.content` : `${path}.supplements`, 'supplement');
  if (supplements)
    for (const name of ['caseSensitive', 'hierarchyMeaning'] as const)
      if (value[name] !== undefined) report.error(`${path}.${name}`, 'not-in-supplement');
  if (value.content === 'not-present' && count > 0) report.error(`${path}.concept`, 'content-none');
}

/** Properties by their code; each is declared once, and as FHIR defines what it is called by. */
function declaredBy({ value, path, report }: Place): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  const uris = new Set<string>();
  objectsIn(value.property).forEach((property, i) => {
    const at = `${path}.property[${i}]`;
    const [code, uri, type] = [textIn(property.code), textIn(property.uri), textIn(property.type)];
    if (declared.has(code)) report.error(`${at}.code`, 'property-twice');
    else declared.set(code, { type, uri });
    if (uri === '') return;
    if (uris.has(uri)) report.error(`${at}.uri`, 'property-twice');
    uris.add(uri);
    const name = uri.startsWith(CONCEPT_PROPERTIES) ? uri.slice(CONCEPT_PROPERTIES.length) : '';
    const meant = Object.hasOwn(DEFINED, name) ? DEFINED[name] : undefined;
    if (meant === undefined) return;
    const other = code !== name && Object.hasOwn(DEFINED, code);
    if (other || (type !== '' && type !== meant)) report.error(at, 'property-meaning', { code: name, type: meant });
  });
  return declared;
}

/** What a concept says of itself is declared before, and of the type that is declared. */
function checkProperties(
  { value, report }: Place,
  { concept, path }: Concept,
  declared: ReadonlyMap<string, Declared>,
  codes: ReadonlySet<string>,
): void {
  objectsIn(concept.property).forEach((property, i) => {
    const at = `${path}.property[${i}]`;
    const code = textIn(property.code);
    const found = declared.get(code);
    if (found === undefined) {
      // what a supplement does not declare may be declared by what it supplements
      if (value.content !== 'supplement') report.error(`${at}.code`, 'property-undeclared');
      return;
    }
    const name = Object.keys(property).find((one) => one.startsWith('value'));
    if (name === undefined || VALUES[found.type] === undefined) return;
    if (name !== VALUES[found.type]) report.error(`${at}.${name}`, 'property-type', { type: found.type });
    else if (found.type === 'code' && value.content === 'complete' && !codes.has(textIn(property[name]))) {
      if (INTERNAL.has(found.uri.slice(CONCEPT_PROPERTIES.length)) && found.uri.startsWith(CONCEPT_PROPERTIES))
        report.error(`${at}.${name}`, 'property-code');
      else report.warning(`${at}.${name}`, 'property-code');
    }
  });
}

function conceptsIn(holder: JsonObject, path: string): Concept[] {
  return objectsIn(holder.concept).flatMap((concept, i) => {
    const at = `${path}.concept[${i}]`;
    return [{ concept, path: at }, ...conceptsIn(concept, at)];
  });
}

/** Codes of a CodeSystem and of what is below them. */
export function codesIn(system: JsonObject): Set<string> {
  return new Set(conceptsIn(system, '').map(({ concept }) => textIn(concept.code)));
}
