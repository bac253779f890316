/** Random valid resources, and random valid edits of them, made from the definitions of FHIR R4. */
import { errorsIn } from '../../../electron/vault/quality/validation/index.ts';
import { codesOf } from '../../../shared/fhir/codes.ts';
import {
  type ElementStructure,
  type ElementType,
  type Structure,
  structureOf,
} from '../../../shared/fhir/structure.ts';
import { boundElements } from '../../../shared/merge/registers.ts';
import { canonicalJson, type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';

/** Random numbers from 0 to below 1, by a seed (mulberry32, public domain). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

const DAYS = ['2024-01-01', '2024-02-29', '2024-03-05'];
const TIMES = DAYS.map((day) => `${day}T09:30:00+08:00`);
const TEXTS = ['a', 'b', '张　三'];
const NUMBERS = ['1', '2', '7', '20.00', '0.50'];

function primitive(random: Random, type: string): Json {
  switch (type) {
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
      return pick(random, [1, 2, 3]);
    case 'decimal':
      return parseJson(pick(random, NUMBERS));
    case 'date':
      return pick(random, [...DAYS, '2024']);
    case 'dateTime':
      return pick(random, [...DAYS, ...TIMES]);
    case 'instant':
      return pick(random, TIMES);
    case 'time':
      return pick(random, ['09:00:00', '10:30:00']);
    case 'base64Binary':
      return 'aGk=';
    case 'oid':
      return 'urn:oid:1.2.3';
    case 'uuid':
      return 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';
    case 'xhtml':
      return '<div xmlns="http://www.w3.org/1999/xhtml">x</div>';
    case 'uri':
    case 'url':
    case 'canonical':
      return pick(random, ['urn:example:1', 'http://example.org/2']);
    case 'code':
    case 'id':
      return pick(random, ['x', 'y']);
    default:
      return pick(random, TEXTS);
  }
}

/** A code of the element's value set, as its type carries it. */
function coded(random: Random, type: string, valueSet: string): Json | undefined {
  const systems = [...(codesOf(valueSet) ?? [])];
  if (systems.length === 0) return undefined;
  const [system, codes] = pick(random, systems);
  const code = pick(random, [...codes]);
  if (type === 'code') return code;
  if (type === 'Coding') return { system, code };
  return type === 'CodeableConcept' ? { coding: [{ system, code }] } : undefined;
}

function randomValue(random: Random, element: ElementStructure, type: ElementType, depth: number): Json {
  const code = element.valueSet === undefined ? undefined : coded(random, type.code, element.valueSet);
  if (code !== undefined) return code;
  if (type.code === 'Reference')
    return {
      reference: `${pick(random, [...type.targets, 'Patient'].slice(0, Math.max(1, type.targets.length)))}/${pick(random, ['p', 'q'])}`,
    };
  if (type.code === 'Extension')
    return { url: `urn:example:${pick(random, TEXTS.slice(0, 2))}`, valueString: pick(random, TEXTS) };
  const structure = structureOf(element.inner ?? type.code);
  if (!structure || structure.kind === 'primitive') return primitive(random, type.code);
  const object: Record<string, Json> = {};
  for (const one of structure.elements.values()) {
    if (one.min > 0 || (depth < 3 && one.name !== 'id' && !one.name.endsWith('xtension') && random() < 0.3))
      put(random, object, one, depth + 1);
  }
  if (Object.keys(object).length === 0) {
    const some = [...structure.elements.values()].find((one) => one.name !== 'id' && !one.name.endsWith('xtension'));
    if (some) put(random, object, some, depth + 1);
  }
  return object;
}

/** Gives an element a random value: a variant of a choice, a list of one or two. */
function put(random: Random, object: Record<string, Json>, element: ElementStructure, depth: number): void {
  const type = pick(random, element.types);
  const name = element.choice ? element.name + type.code.charAt(0).toUpperCase() + type.code.slice(1) : element.name;
  const one = (): Json => randomValue(random, element, type, depth);
  object[name] = element.max > 1 ? (random() < 0.5 ? [one()] : [one(), one()]) : one();
}

function drop(object: Record<string, Json>, structure: Structure, element: ElementStructure): void {
  for (const [name, property] of structure.properties) if (property.element === element) delete object[name];
}

/** Elements that say what a resource is, and not what it is made of. */
const APART = new Set(['id', 'meta', 'implicitRules', 'text', 'contained']);

function elementsOf(structure: Structure): ElementStructure[] {
  return [...structure.elements.values()].filter((element) => !APART.has(element.name));
}

/** Takes away what is not valid, until the rest is. */
function repaired(resource: Record<string, Json>, structure: Structure): JsonObject | undefined {
  for (let tries = 0; tries < 6; tries++) {
    const [issue] = errorsIn(resource);
    if (!issue) return resource;
    const name = issue.expression.split('.')[1]?.replace(/\[.*/, '');
    const bound = Object.keys(boundElements(structure));
    const property = structure.properties.get(name ?? bound[tries % Math.max(1, bound.length)] ?? '');
    if (!property || property.element.min > 0) return undefined;
    drop(resource, structure, property.element);
  }
  return undefined;
}

/** A random valid resource of a type: the sample with more elements. */
export function randomResource(random: Random, sample: JsonObject): JsonObject {
  const structure = structureOf(String(sample.resourceType)) as Structure;
  const resource: Record<string, Json> = { ...sample, id: 'x' };
  for (const element of elementsOf(structure)) {
    if (random() > 0.35) continue;
    drop(resource, structure, element);
    put(random, resource, element, 1);
  }
  return repaired(resource, structure) ?? { ...sample, id: 'x' };
}

/**
 * A random valid edit: elements given, changed, removed; elements of lists added, corrected, removed; choices
 * switched. Most of it on the elements in `focus`, where two edits shall meet.
 */
export function randomEdit(random: Random, before: JsonObject, focus: readonly string[] = []): JsonObject {
  const structure = structureOf(String(before.resourceType)) as Structure;
  const all = elementsOf(structure);
  const met = all.filter((element) => focus.includes(element.name));
  for (let tries = 0; tries < 8; tries++) {
    const edited: Record<string, Json> = { ...before };
    const count = 1 + Math.floor(random() * 3);
    for (let i = 0; i < count; i++)
      change(random, edited, structure, pick(random, random() < 0.7 && met.length > 0 ? met : all));
    if (canonicalJson(edited) !== canonicalJson(before) && errorsIn(edited).length === 0) return edited;
  }
  return before;
}

/** A few elements of a type: those that one invariant binds, or any, with those that must be there among them. */
export function randomFocus(random: Random, type: string): string[] {
  const structure = structureOf(type) as Structure;
  const all = elementsOf(structure);
  const bound = Object.entries(boundElements(structure));
  const registers = [...new Set(bound.map(([, register]) => register))];
  if (registers.length > 0 && random() < 0.6) {
    const register = pick(random, registers);
    return bound.filter(([, one]) => one === register).map(([element]) => element);
  }
  const risky = all.filter((element) => element.min > 0 || element.name === 'status');
  return Array.from({ length: 3 }, () => pick(random, random() < 0.5 && risky.length > 0 ? risky : all).name);
}

function change(random: Random, edited: Record<string, Json>, structure: Structure, element: ElementStructure): void {
  const name = [...structure.properties].find(
    ([key, { element: one }]) => one === element && edited[key] !== undefined,
  )?.[0];
  const old = name === undefined ? undefined : edited[name];
  if (name !== undefined && Array.isArray(old) && random() < 0.7) {
    const list = [...old] as Json[];
    const at = Math.floor(random() * list.length);
    const type = element.types[0] as ElementType;
    if (random() < 0.4) list.splice(at, 1);
    else if (random() < 0.5) list[at] = randomValue(random, element, type, 1);
    else list.splice(at, 0, randomValue(random, element, type, 1));
    if (list.length > 0) edited[name] = list;
    else delete edited[name];
    return;
  }
  drop(edited, structure, element);
  if (old === undefined || random() < 0.5) put(random, edited, element, 1);
}

/** A resource of any type of R4, with what the type requires and some more; not always valid. */
export function anyResource(random: Random, type: string, id: string): JsonObject {
  const structure = structureOf(type) as Structure;
  const resource: Record<string, Json> = { resourceType: type, id };
  for (const element of elementsOf(structure)) if (element.min > 0 || random() < 0.3) put(random, resource, element, 1);
  return resource;
}
