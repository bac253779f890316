/** The values that a parameter searches in a resource. */
import type { Place, Step } from '../../../shared/fhir/search/parameters.ts';
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import { leadsTo } from './reference-value.ts';

/** Calls `visit` with each value of a place until it answers true; whether it did. Lists are gone through at any depth. */
export function someAt(root: JsonObject, place: Place, resource: JsonObject, visit: (value: Json) => boolean): boolean {
  if (place.present) return visit(place.present.some((name) => root[name] !== undefined && root[name] !== false));
  const start = place.absolute ? resource : root;
  const { leadsTo: type } = place;
  if (type === undefined) return descend(start, place.steps, 0, visit);
  return descend(start, place.steps, 0, (value) => leadsTo(value, type, resource) && visit(value));
}

/** All values of places. */
export function valuesAt(
  root: JsonObject,
  places: readonly Place[],
  resource: JsonObject = root,
): { value: Json; place: Place }[] {
  const found: { value: Json; place: Place }[] = [];
  for (const place of places) {
    someAt(root, place, resource, (value) => {
      found.push({ value, place });
      return false;
    });
  }
  return found;
}

function descend(value: Json, steps: readonly Step[], at: number, visit: (value: Json) => boolean): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some((item) => descend(item, steps, at, visit));
  const step = steps[at];
  if (step === undefined) return value !== null && visit(value);
  if (!isObject(value) || !Object.hasOwn(value, step.name)) return false;
  const member = value[step.name];
  if (member === undefined || member === null) return false;
  if (step.index !== undefined) {
    const item = Array.isArray(member) ? ((member as readonly Json[])[step.index] ?? null) : null;
    return item !== null && descend(item, steps, at + 1, visit);
  }
  const { where } = step;
  if (!where) return descend(member, steps, at + 1, visit);
  const items = Array.isArray(member) ? (member as readonly Json[]) : [member];
  return items.some(
    (item) => isObject(item) && item[where.name] === where.value && descend(item, steps, at + 1, visit),
  );
}
