/** Where an element of the FHIR definitions stands in JSON: a choice by each of its types, a reference to other content followed. */
import { typeDefinitions } from './structures.ts';

/** A place in a resource: the members that lead there, and its type (a resource or data type, or the path of a backbone element). */
export interface Place {
  readonly members: readonly string[];
  readonly type: string;
  /** Of a code: the value set that it is bound to. */
  readonly valueSet?: string;
}

interface Element {
  readonly types: readonly string[];
  readonly valueSet: string | undefined;
}

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** All elements by path, those that types inherit included. */
function readElements(): Map<string, Element> {
  const elements = new Map<string, Element>();
  for (const { snapshot } of typeDefinitions()) {
    for (const { path, type, contentReference, binding } of snapshot.element) {
      const types = contentReference
        ? [contentReference.slice(contentReference.indexOf('#') + 1)]
        : (type ?? []).map(({ code, extension }) => {
            const named = extension?.find(({ url }) => url === FHIR_TYPE);
            const name = named?.valueUrl ?? code;
            return name === 'BackboneElement' || name === 'Element' ? path : name;
          });
      elements.set(path, { types, valueSet: binding?.valueSet?.split('|')[0] });
    }
  }
  return elements;
}

const elements = readElements();

/** The places of a member named as in FHIRPath (`value` for `value[x]`) below a place; none where there is no such element. */
export function child(place: Place, name: string): Place[] {
  const plain = elements.get(`${place.type}.${name}`);
  if (plain) {
    const valueSet = plain.valueSet === undefined ? {} : { valueSet: plain.valueSet };
    return plain.types.map((type) => ({ members: [...place.members, name], type, ...valueSet }));
  }
  const choice = elements.get(`${place.type}.${name}[x]`);
  return (choice?.types ?? []).map((type) => ({
    members: [...place.members, name + type.charAt(0).toUpperCase() + type.slice(1)],
    type,
  }));
}
