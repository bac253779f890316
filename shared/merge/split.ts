/** From a resource to the values of its registers and back. */
import { toHex, utf8 } from '../base/bytes.ts';
import { hash } from '../crypto/sodium.ts';
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../records/json.ts';
import { isSet, registerOf, setOf } from './registers.ts';

/** A register's value: canonical JSON; for an element of a set also its place in the order. */
export interface RegisterValue {
  readonly value: string;
  readonly pos?: number;
}

/** Id that an element gets when it is first written: the same content gets the same id on every workstation. */
export function elementId(value: string, taken: (id: string) => boolean): string {
  const id = toHex(hash('xinglin/element/v1', [utf8(value)], 16)).slice(0, 16);
  if (!taken(id)) return id;
  let copy = 2;
  while (taken(`${id}.${copy}`)) copy += 1;
  return `${id}.${copy}`;
}

/** Cuts a resource into its registers; `resourceType` and `id` are in none. */
export function splitResource(resource: JsonObject): Map<string, RegisterValue> {
  const type = String(resource.resourceType);
  const groups = new Map<string, Record<string, Json>>();
  const registers = new Map<string, RegisterValue>();
  const copies = new Map<string, number>();
  for (const element of Object.keys(resource)) {
    const value = resource[element];
    if (element === 'resourceType' || element === 'id' || value === undefined) continue;
    // an empty list has no element to stand in: FHIR forbids it, what somebody sends is kept all the same
    if (Array.isArray(value) && value.length > 0 && isSet(type, element)) {
      for (const [index, item] of (value as readonly Json[]).entries()) {
        const text = canonicalJson(item);
        const first = elementId(text, () => false);
        const copy = (copies.get(`${element}/${first}`) ?? 0) + 1;
        copies.set(`${element}/${first}`, copy);
        registers.set(`${element}/${copy === 1 ? first : `${first}.${copy}`}`, { value: text, pos: index + 1 });
      }
    } else {
      const register = registerOf(type, element);
      const group = groups.get(register) ?? {};
      group[element] = value;
      groups.set(register, group);
    }
  }
  for (const [register, group] of groups) registers.set(register, { value: canonicalJson(group) });
  return registers;
}

/** Puts a resource together from its registers' values. The inverse of `splitResource`. */
export function joinResource(
  type: string,
  id: string,
  registers: Iterable<readonly [string, RegisterValue]>,
): JsonObject {
  const resource: Record<string, Json> = { resourceType: type, id };
  const sets = new Map<string, { pos: number; register: string; value: Json }[]>();
  for (const [register, { value, pos }] of registers) {
    const set = setOf(register);
    const parsed = parseJson(value);
    if (set !== undefined) {
      const elements = sets.get(set) ?? [];
      elements.push({ pos: pos ?? 0, register, value: parsed });
      sets.set(set, elements);
    } else if (isObject(parsed)) {
      Object.assign(resource, parsed);
    }
  }
  for (const [set, elements] of sets) {
    elements.sort((a, b) => a.pos - b.pos || (a.register < b.register ? -1 : 1));
    resource[set] = elements.map((element) => element.value);
  }
  return resource;
}
