/** Texts of the repair list: a resource, a Bundle of one entry, or a row under its header. */
import type { Finding } from '../../../../shared/quality/finding.ts';
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';
import { validateResource } from '../validation/index.ts';
import { validateText } from '../validation/text.ts';

/** The resource in a text, alone or as the one entry of a Bundle; undefined where the text is none. */
function resourceIn(raw: string): JsonObject | undefined {
  const value = jsonIn(raw);
  return value && (entryOf(value) ?? (typeof value.resourceType === 'string' ? value : undefined));
}

/** The resource of a Bundle that was made for one entry, so that it can be imported again as it stood there. */
function entryOf(value: JsonObject): JsonObject | undefined {
  const entries = value.resourceType === 'Bundle' ? objectsIn(value.entry) : [];
  const [entry] = entries;
  return entries.length === 1 && entry && isObject(entry.resource) ? entry.resource : undefined;
}

/** What the validator finds in a text; nothing of a row, which its import alone can read. */
export function findingsIn(raw: string): Finding[] {
  const resource = resourceIn(raw);
  if (resource) return validateResource(resource, { level: 'import' });
  return /^\s*[{[]/.test(raw) ? validateText(raw, { level: 'import' }) : [];
}

/** JSON in lines, as people read it; any other text as it is. */
export function inLines(raw: string): string {
  const value = raw.includes('\n') ? undefined : jsonIn(raw);
  return value ? JSON.stringify(value, null, 2) : raw;
}

/** The text with `to` where the element has the value `from`; undefined where it has not. */
export function replaced(raw: string, element: string, from: string, to: string): string | undefined {
  const value = jsonIn(raw);
  const resource = resourceIn(raw);
  if (!value || !resource) return undefined;
  const path = element.split('.').slice(1);
  if (path.length === 0) return undefined;
  const changed = replaceAt(resource, path, from, to);
  if (changed === resource) return undefined;
  if (!entryOf(value)) return canonicalJson(changed);
  return canonicalJson({ ...value, entry: objectsIn(value.entry).map((entry) => ({ ...entry, resource: changed })) });
}

function replaceAt(value: Json, path: readonly string[], from: string, to: string): Json {
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).map((one) => replaceAt(one, path, from, to));
    return list.some((one, i) => one !== value[i]) ? list : value;
  }
  const [step, ...rest] = path;
  if (step === undefined) return asText(value) === from ? likeBefore(value, to) : value;
  if (!isObject(value) || value[step] === undefined) return value;
  const before = value[step];
  const after = replaceAt(before, rest, from, to);
  return after === before ? value : { ...value, [step]: after };
}

/** The values that stand at an element of the resource in a text. */
export function valuesIn(raw: string, element: string): string[] {
  const resource = resourceIn(raw);
  return resource ? textsAt(resource, element.split('.').slice(1)) : [];
}

function textsAt(value: Json | undefined, path: readonly string[]): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => textsAt(one, path));
  const [step, ...rest] = path;
  if (step !== undefined) return isObject(value) ? textsAt(value[step], rest) : [];
  const text = asText(value);
  return text === undefined ? [] : [text];
}

/** How a person writes a value. */
function asText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return isObject(value) || Array.isArray(value) ? undefined : canonicalJson(value);
}

/** A number stays a number where the new text is one. */
function likeBefore(before: Json, to: string): Json {
  return typeof before === 'string' || !/^-?\d{1,30}(\.\d{1,30})?$/.test(to) ? to : parseJson(to);
}

function jsonIn(raw: string): JsonObject | undefined {
  try {
    const value = parseJson(raw);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
