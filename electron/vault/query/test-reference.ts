/** reference (http://hl7.org/fhir/R4/search.html#reference): one value of a query against one of a resource. */
import { isSearchable } from '../../../shared/fhir/search/parameters.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { unescapeValue } from './escape.ts';
import { BASE, innerResource, localKey, referenceText } from './reference-value.ts';
import { refuse } from './refuse.ts';
import type { ValueTest } from './value-test.ts';

/** What a reference must be: one of these within this clinic (`Type/id`), or just this text. */
export interface ReferenceQuery {
  readonly keys: ReadonlySet<string>;
  readonly text?: string;
  /** An id alone, of a resource of any type. */
  readonly anyId?: string;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Reads `id`, `Type/id` or an absolute address; `type` is that of a modifier (`:Patient`), `targets` those that the
 * parameter may lead to (undefined: any). Raises invalid-input.
 */
export function parseReferenceQuery(
  parameter: string,
  raw: string,
  type: string | undefined,
  targets: readonly string[] | undefined,
): ReferenceQuery {
  const given = unescapeValue(raw);
  const text = given.startsWith(`${BASE}/`) ? given.slice(BASE.length + 1) : given;
  const key = localKey(text);
  if (key !== undefined) {
    const named = key.slice(0, key.indexOf('/'));
    if (!isSearchable(named)) refuse(parameter, 'its value names a type that FHIR R4 does not know.');
    if (type !== undefined && named !== type) refuse(parameter, `its value is of another type than ${type}.`);
    return { keys: new Set([key]) };
  }
  if (ID.test(text)) {
    const types = type === undefined ? targets : [type];
    return types
      ? { keys: new Set(types.map((one) => `${one}/${text}`)), text }
      : { keys: new Set(), text, anyId: text };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { keys: new Set(), text };
  return refuse(parameter, 'a reference is written id, Type/id or as an absolute address.');
}

export function testReference({ keys, text, anyId }: ReferenceQuery): ValueTest {
  return (value) => {
    const found = referenceText(value);
    if (found === undefined) return false;
    // a canonical may carry a version, which is searched for only where the query names one
    if (text !== undefined && (found === text || (!text.includes('|') && found.startsWith(`${text}|`)))) return true;
    const key = localKey(found);
    return key !== undefined && (keys.has(key) || (anyId !== undefined && key.endsWith(`/${anyId}`)));
  };
}

/** Chained: whether it leads to one of these (`Type/id`), or to a resource inside the resource that `matches`. */
export function testLeadsTo(keys: ReadonlySet<string>, matches: (inner: JsonObject) => boolean): ValueTest {
  return (value, _place, resource) => {
    const inner = innerResource(value, resource);
    if (inner) return matches(inner);
    const text = referenceText(value);
    const key = text === undefined ? undefined : localKey(text);
    return key !== undefined && keys.has(key);
  };
}
