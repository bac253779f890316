/**
 * JSON as records keep it: keys sorted by code unit, no insignificant space, numbers with the text they came with
 * (`20.00` stays `20.00`: in FHIR a decimal's precision is part of its value, http://hl7.org/fhir/R4/datatypes.html#decimal).
 */

/** A number whose text JavaScript would change. Made only by `parseJson`; `JSON.stringify` prints its text. */
export interface RawNumber {
  readonly rawJSON: string;
}

export type Json = null | boolean | number | string | RawNumber | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

// ES2026, in Node 22 and later; not yet in TypeScript's library
declare global {
  interface JSON {
    rawJSON(text: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
  }
}
type SourceReviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Numbers that may lose their text: a fraction that ends in 0, an exponent, a minus zero, less than a millionth, or more than 15 digits. */
const FRAGILE =
  /([:[,]\s*)(-?(?:\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE][+-]?\d+|0(?:\.0+)?|0\.0{6}\d+|(?=[\d.]{16})\d+(?:\.\d+)?))(?=[\s,\]}])/g;

/** Stands before such a number while it travels through the parser as a string: a private character, never in plain data. */
const MARK = '\uE000';
const MARKED = /\uE000|\\u[eE]000/;

const keepText: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && context.source !== undefined && String(value) !== context.source
    ? JSON.rawJSON(context.source)
    : value;

/** Parses JSON, keeping the text of numbers that JavaScript would print differently. Throws SyntaxError. */
export function parseJson(text: string): Json {
  // A reviver costs several times the plain parse. So numbers at risk are parsed as marked strings, and put right after.
  // Inside a string the mark's quotation mark would end it, which no JSON survives: then, as with bad JSON, the slow way.
  const bare = /^\s*[-\d]/.test(text);
  const marked = text.replace(FRAGILE, `$1"${MARK}$2"`);
  if (marked === text && !bare) return JSON.parse(text);
  if (!bare && !MARKED.test(text)) {
    try {
      return unmark(JSON.parse(marked));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return JSON.parse(text, keepText as (key: string, value: unknown) => unknown);
}

/** Puts the marked numbers of a value just parsed back, in place. */
function unmark(value: Json): Json {
  if (typeof value === 'string') return value.startsWith(MARK) ? numberOf(value.slice(1)) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value as Json[];
    for (let i = 0; i < list.length; i++) {
      const member = list[i] as Json;
      if (typeof member === 'object' || (typeof member === 'string' && member.startsWith(MARK)))
        list[i] = unmark(member);
    }
    return value;
  }
  const object = value as Record<string, Json>;
  for (const key in object) {
    const member = object[key] as Json;
    if (typeof member === 'object') unmark(member);
    else if (typeof member === 'string' && member.startsWith(MARK)) object[key] = numberOf(member.slice(1));
  }
  return value;
}

function numberOf(text: string): Json {
  const number = Number(text);
  return String(number) === text ? number : JSON.rawJSON(text);
}

/** Canonical text of a JSON value. Members that are undefined are left out. */
export function canonicalJson(value: Json | undefined): string {
  const sorted = sortKeys(value ?? null);
  return sorted === undefined ? write(value) : JSON.stringify(sorted);
}

/**
 * The value with every object's keys in order, itself where they are already; undefined where an object has a name that
 * JavaScript would not leave in its place (numbers come first, `__proto__` is none).
 */
function sortKeys(value: Json): Json | undefined {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) {
    let copy: Json[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const before = (value[i] ?? null) as Json;
      const after = sortKeys(before);
      if (after === undefined) return undefined;
      if (after !== before) {
        copy ??= [...value];
        copy[i] = after;
      }
    }
    return copy ?? value;
  }
  const object = value as JsonObject;
  const names = Object.keys(object);
  let same = true;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? '';
    const first = name.charCodeAt(0);
    if ((first >= 0x30 && first <= 0x39) || name === '__proto__') return undefined;
    if (i > 0 && (names[i - 1] ?? '') > name) same = false;
  }
  if (!same) names.sort();
  const copy: Record<string, Json> = {};
  for (const name of names) {
    const before = object[name];
    if (before === undefined) {
      same = false;
      continue;
    }
    const after = sortKeys(before);
    if (after === undefined) return undefined;
    if (after !== before) same = false;
    copy[name] = after;
  }
  return same ? value : copy;
}

/** Canonical text, name by name. */
function write(value: Json | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (JSON.isRawJSON(value)) return value.rawJSON;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const object = value as JsonObject;
  let text = '';
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    text += `${text && ','}${JSON.stringify(key)}:${write(object[key])}`;
  }
  return `{${text}}`;
}

/** Whether this is an object, and neither an array nor a kept number. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** The number in a JSON value, kept text or not; undefined for anything else. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && JSON.isRawJSON(value)) return Number(value.rawJSON);
  return undefined;
}

/** The text of a JSON number, as it was written. */
export function numberText(value: Json | undefined): string | undefined {
  return toNumber(value) === undefined ? undefined : canonicalJson(value);
}

/** A copy without kept numbers, as the window gets it: what the window does not change is restored from the record. */
export function plainJson(value: Json): unknown {
  return JSON.parse(canonicalJson(value));
}
