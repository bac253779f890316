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

interface Concept {
  readonly concept: JsonObject;
  readonly path: string;
}

export const checkCodeSystem: Check = (place) => {
  const { value, path, report } = place;
  const supplements = textIn(value.supplements) !== '';
  if (supplements !== (value.content === 'supplement'))
    report.error(supplements ? `${path}.content` : `${path}.supplements`, 'supplement');
  const concepts = conceptsIn(value, path);
  const codes = new Set<string>();
  for (const { concept, path: at } of concepts) {
    const code = textIn(concept.code);
    if (code !== '' && codes.has(code)) report.error(`${at}.code`, 'code-twice');
    codes.add(code);
  }
  if (value.content === 'complete' && value.compositional !== true && typeof value.count === 'number')
    if (value.count !== concepts.length)
      report.error(`${path}.count`, 'wrong-count', { count: String(concepts.length) });
  checkProperties(place, concepts, codes);
};

/** What a concept says of itself is declared before, and of the type that is declared. */
function checkProperties({ value, report }: Place, concepts: readonly Concept[], codes: ReadonlySet<string>): void {
  const declared = new Map(objectsIn(value.property).map((one) => [textIn(one.code), textIn(one.type)]));
  for (const { concept, path } of concepts)
    objectsIn(concept.property).forEach((property, i) => {
      const at = `${path}.property[${i}]`;
      const type = declared.get(textIn(property.code));
      if (type === undefined) {
        report.error(`${at}.code`, 'property-undeclared');
        return;
      }
      const name = Object.keys(property).find((one) => one.startsWith('value'));
      if (name === undefined || VALUES[type] === undefined) return;
      if (name !== VALUES[type]) report.error(`${at}.${name}`, 'property-type', { type });
      else if (type === 'code' && value.content === 'complete' && !codes.has(textIn(property[name])))
        report.warning(`${at}.${name}`, 'property-code');
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
