/** What a reference in a resource says. */
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';

/** The name of this server in absolute references and in a Bundle's links; nothing is asked there. */
export const BASE = 'https://xinglin.example/fhir';

const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `Type/id` of a reference within this clinic, without its version; undefined for any other. */
export function localKey(text: string): string | undefined {
  const [, type, id] = RELATIVE.exec(text) ?? [];
  return type === undefined ? undefined : `${type}/${id}`;
}

/** The text of a Reference, a canonical or a uri; undefined where there is none. */
export function referenceText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return isObject(value) && typeof value.reference === 'string' ? value.reference : undefined;
}

/** The resource inside the resource that a value leads to: a contained one (`#id`), or an entry of a Bundle. */
export function innerResource(value: Json, resource: JsonObject): JsonObject | undefined {
  if (isObject(value) && typeof value.resourceType === 'string') return value;
  const text = referenceText(value);
  if (text === undefined || !text.startsWith('#') || !Array.isArray(resource.contained)) return undefined;
  return (resource.contained as readonly Json[]).filter(isObject).find(({ id }) => id === text.slice(1));
}

/** Whether a reference leads to a resource of this type, as far as it says itself. */
export function leadsTo(value: Json, type: string, resource: JsonObject): boolean {
  const text = referenceText(value);
  if (text !== undefined && !text.startsWith('#')) {
    const [, named] = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/.exec(text) ?? [];
    if (named !== undefined) return named === type;
  }
  const inner = innerResource(value, resource);
  if (inner) return inner.resourceType === type;
  return isObject(value) && value.type === type;
}
