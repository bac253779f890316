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

/** Numbers that may lose their text: a fraction that ends in 0, an exponent, a minus zero, or more than 15 digits. */
const FRAGILE = /[:[,]\s*-?(?:\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]|0(?:\.0+)?(?=[\s,\]}])|[\d.]{16,})/;

const keepText: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && context.source !== undefined && String(value) !== context.source
    ? JSON.rawJSON(context.source)
    : value;

/** Parses JSON, keeping the text of numbers that JavaScript would print differently. Throws SyntaxError. */
export function parseJson(text: string): Json {
  // the reviver costs several times the plain parse, and most records do not need it
  return FRAGILE.test(text) ? JSON.parse(text, keepText as (key: string, value: unknown) => unknown) : JSON.parse(text);
}

/** Canonical text of a JSON value. Members that are undefined are left out. */
export function canonicalJson(value: Json | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (JSON.isRawJSON(value)) return value.rawJSON;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as JsonObject;
  let text = '';
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(object[key])}`;
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
