/**
 * Which system sent a resource, that is, in whose ids it speaks. Decided in this order, by the data and never by a
 * file's name, so that the same resource is the same record however it is packed:
 *   1. what the user chose;
 *   2. the base of the entry's `fullUrl` (`https://host/fhir/Patient/1` -> `https://host/fhir`): the server's own id space;
 *   3. the resource's `meta.source` without its fragment (a fragment names one request, not a system);
 *   4. the Bundle's `meta.source`;
 *   5. `UNSPECIFIED`.
 * A server that gathers from many sends resources of several `meta.source` that refer to each other: see scope.ts.
 */
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { UNSPECIFIED } from './ids.ts';

/** `meta.source` without fragment; undefined where there is none, or nothing but a fragment. */
export function sourceOf(resource: JsonObject): string | undefined {
  const meta: Json | undefined = resource.meta;
  if (!isObject(meta) || typeof meta.source !== 'string') return undefined;
  return meta.source.split('#', 1)[0]?.trim() || undefined;
}

/** `https://host/fhir` of `https://host/fhir/Type/id`; undefined where the URL does not end that way. */
export function baseOf(fullUrl: string | undefined, type: string, id: string): string | undefined {
  const tail = `/${type}/${id}`;
  return fullUrl && /^https?:\/\//i.test(fullUrl) && fullUrl.endsWith(tail)
    ? fullUrl.slice(0, -tail.length)
    : undefined;
}

/** The system of one resource; see the head of this file. `base`: of its fullUrl, `outer`: of its Bundle. */
export function systemOf(
  chosen: string | undefined,
  base: string | undefined,
  resource: JsonObject,
  outer: string | undefined,
): string {
  return chosen ?? base ?? sourceOf(resource) ?? outer ?? UNSPECIFIED;
}
