/**
 * A record as cells: each simple value under the path that leads to it, in the notation of mapping files (`name[0].family`). Lists
 * are numbered columns. What no table can hold stays out: narrative, extensions, contained resources, data of attachments,
 * members of a list beyond the tenth; a table that comes back leaves them as they are.
 */
import { type Structure, structureOf } from '../../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, numberText } from '../../../../../shared/records/json.ts';

export interface Leaf {
  readonly column: string;
  readonly text: string;
  /** Place of its column among others: of each element on the way its place in FHIR's definition and its number. */
  readonly order: readonly number[];
}

const MOST_MEMBERS = 10;
const LEFT_OUT = new Set([
  'id',
  'resourceType',
  'meta',
  'text',
  'contained',
  'implicitRules',
  'extension',
  'modifierExtension',
]);

/** The cells of a record; its id is none of them. */
export function leavesOf(resource: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];
  const structure = structureOf(String(resource.resourceType));
  if (structure) walk(resource, structure, '', [], leaves, true);
  return leaves;
}

function walk(
  object: JsonObject,
  structure: Structure,
  path: string,
  order: readonly number[],
  leaves: Leaf[],
  top: boolean,
): void {
  const places = placesOf(structure);
  for (const [name, value] of Object.entries(object)) {
    const property = structure.properties.get(name);
    // deeper down an id, a text, a language are ordinary values
    if (!property || (top ? LEFT_OUT.has(name) : /[eE]xtension$|^id$/.test(name))) continue;
    if (structure.name === 'Attachment' && name === 'data') continue;
    const below = structureOf(property.element.inner ?? property.type.code);
    const members = Array.isArray(value) ? (value as readonly Json[]).slice(0, MOST_MEMBERS) : [value];
    members.forEach((member, index) => {
      const list = property.element.max > 1;
      const at = `${path}${name}${list ? `[${index}]` : ''}`;
      const place = [...order, places.get(name) ?? 0, index];
      if (isObject(member)) {
        if (below && below.kind !== 'resource') walk(member, below, `${at}.`, place, leaves, false);
      } else if (list === Array.isArray(value)) leaf(at, member, place, leaves);
    });
  }
}

function leaf(column: string, value: Json, order: readonly number[], leaves: Leaf[]): void {
  const text = typeof value === 'string' || typeof value === 'boolean' ? String(value) : numberText(value);
  if (text !== undefined && text !== '') leaves.push({ column, text, order });
}

const known = new WeakMap<Structure, ReadonlyMap<string, number>>();

function placesOf(structure: Structure): ReadonlyMap<string, number> {
  let places = known.get(structure);
  if (!places) {
    places = new Map([...structure.properties.keys()].map((name, place) => [name, place]));
    known.set(structure, places);
  }
  return places;
}

/** The place of a column among others; [] for a path that no record of the type has. */
export function placeOf(type: string, column: string): number[] {
  const order: number[] = [];
  let structure = structureOf(type);
  for (const step of column.split('.')) {
    const [, name = '', index = '0'] = /^([A-Za-z]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const property = structure?.properties.get(name);
    if (!structure || !property) return [];
    order.push(placesOf(structure).get(name) ?? 0, Number(index));
    structure = structureOf(property.element.inner ?? property.type.code);
  }
  return order;
}

/** Which of two columns comes first. */
export function inOrder(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
