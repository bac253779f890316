/** Reads members of records as they come: a sender may put anything anywhere, and a reader must not fall over it. */
import { isObject, type Json, type JsonObject } from './json.ts';

/** A trimmed string; '' for anything else. */
export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** The objects of a list, or the one object that stands where a list should. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return (value as readonly Json[]).filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The strings of a list, trimmed, without empty ones; a single string counts as a list of one. */
export function textsIn(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.map((item) => textIn(item)).filter((item) => item !== '');
}

/** A member of an object, or of the first object of a list. */
export function memberOf(value: Json | undefined, member: string): Json | undefined {
  return objectsIn(value)[0]?.[member];
}

/** The first value of a choice of types: `value` finds valueQuantity, valueString... with its type's name. */
export function choiceIn(object: JsonObject, element: string): { type: string; value: Json } | undefined {
  for (const key of Object.keys(object)) {
    if (!key.startsWith(element) || key.length === element.length) continue;
    const type = key.slice(element.length);
    const value = object[key];
    if (value !== undefined && /^[A-Z]/.test(type)) return { type, value };
  }
  return undefined;
}
