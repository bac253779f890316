/** Paths of a mapping into resources: `name[0].family`, `valueQuantity`, `component[1].code.coding[0].code`. */
import { type Structure, structureOf } from '../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';

export interface Step {
  readonly name: string;
  /** Where in the list; undefined for what is no list. */
  readonly index: number | undefined;
}

export interface ResolvedPath {
  readonly steps: readonly Step[];
  /** Type of the element at its end: `date`, `Quantity`, `HumanName`. */
  readonly type: string;
}

/** A list of more than so many is no list of columns. */
const MOST = 100;

/** The steps of a path below a type of resource; undefined where FHIR R4 has no such element. */
export function resolvePath(resourceType: string, path: string): ResolvedPath | undefined {
  let structure: Structure | undefined = structureOf(resourceType);
  const steps: Step[] = [];
  let type = '';
  for (const text of path.split('.')) {
    const [, name = '', number] = /^([A-Za-z]+)(?:\[(\d{1,3})\])?$/.exec(text) ?? [];
    const property = structure?.properties.get(name);
    if (!property || Number(number ?? 0) >= MOST) return undefined;
    const list = property.element.max > 1;
    if (!list && number !== undefined && number !== '0') return undefined;
    steps.push({ name, index: list ? Number(number ?? 0) : undefined });
    type = property.type.code;
    structure = structureOf(property.element.inner ?? type);
  }
  return { steps, type };
}

/** What is being filled; a list may have gaps until `settled`. */
type Growing = Json | GrowingObject | (Growing | undefined)[];
interface GrowingObject {
  [key: string]: Growing;
}

/** Puts a value at its place, making what is above it. */
function place(root: GrowingObject, steps: readonly Step[], value: Json): void {
  let holder = root;
  for (const [depth, { name, index }] of steps.entries()) {
    const last = depth === steps.length - 1;
    if (index === undefined) {
      holder[name] = last ? merged(holder[name], value) : (holder[name] ?? {});
      holder = holder[name] as GrowingObject;
      continue;
    }
    const list = (holder[name] ?? []) as (Growing | undefined)[];
    holder[name] = list as Growing;
    list[index] = last ? merged(list[index], value) : (list[index] ?? {});
    holder = list[index] as GrowingObject;
  }
}

/** Objects that are put at one place from two fields are one: a Quantity and its comparator. */
function merged(before: Growing | undefined, value: Json): Growing {
  return isObject(before as Json) && isObject(value) ? { ...(before as JsonObject), ...value } : value;
}

/** The value without the gaps of its lists and without what is empty; undefined for nothing. */
function settled(value: Growing | undefined): Json | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'object' || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const one of value as (Growing | undefined)[]) {
      const member = settled(one);
      if (member !== undefined) list.push(member);
    }
    return list.length > 0 ? list : undefined;
  }
  // every row of a table comes through here
  const kept: Record<string, Json> = {};
  let any = false;
  for (const name in value) {
    const member = settled((value as GrowingObject)[name]);
    if (member === undefined) continue;
    kept[name] = member;
    any = true;
  }
  return any ? kept : undefined;
}

/** What a row says of a resource: values at their places, and places of which it says that nothing is there. */
export interface Patch {
  readonly set: readonly { readonly steps: readonly Step[]; readonly value: Json }[];
  readonly cleared: readonly (readonly Step[])[];
}

/** A resource with what a row says; what the row does not speak of stays as it is. */
export function patched(base: JsonObject, patch: Patch): JsonObject {
  const root = structuredCopy(base) as GrowingObject;
  for (const steps of patch.cleared) clear(root, steps);
  for (const { steps, value } of patch.set) place(root, steps, value);
  const content = settled(root);
  return isObject(content) ? content : {};
}

/** Empties a place, where there is one. */
function clear(root: GrowingObject, steps: readonly Step[]): void {
  let holder: unknown = root;
  for (const [depth, { name, index }] of steps.entries()) {
    if (typeof holder !== 'object' || holder === null) return;
    const under = holder as Record<string, unknown>;
    const last = depth === steps.length - 1;
    if (index === undefined) {
      if (last) delete under[name];
      holder = under[name];
      continue;
    }
    const list = under[name];
    if (!Array.isArray(list)) return;
    if (last && index < list.length) list[index] = undefined;
    holder = list[index];
  }
}

function structuredCopy(value: Json): Json {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(structuredCopy);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, structuredCopy(member as Json)]));
}
