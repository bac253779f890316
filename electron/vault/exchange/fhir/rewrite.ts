/** Changes the references of a resource, and nothing else of it. */
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';

/**
 * The value with `change` applied to every text under a member named `reference` (`Reference.reference`,
 * http://hl7.org/fhir/R4/references.html), at any depth, contained resources included. What does not change is not copied.
 */
export function rewriteReferences(value: Json, change: (reference: string) => string): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let copy: Json[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const before = value[i] as Json;
      const after = rewriteReferences(before, change);
      if (after !== before) {
        copy ??= [...value];
        copy[i] = after;
      }
    }
    return copy ?? value;
  }
  if (!isObject(value)) return value;
  let copy: Record<string, Json> | undefined;
  for (const key in value) {
    const before = value[key] as Json;
    // no element of FHIR has this name, and setting it would set something else
    if ((typeof before !== 'object' && key !== 'reference') || key === '__proto__') continue;
    const after =
      key === 'reference' && typeof before === 'string' ? change(before) : rewriteReferences(before, change);
    if (after !== before) {
      copy ??= { ...value };
      copy[key] = after;
    }
  }
  return copy ?? value;
}

/** `rewriteReferences` of a resource, with another id. */
export function readdress(resource: JsonObject, id: string, change: (reference: string) => string): JsonObject {
  return { ...(rewriteReferences(resource, change) as JsonObject), id };
}
