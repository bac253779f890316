/**
 * What an operation may say. A member's program may be broken or hostile: whatever does not fit is set aside by every
 * workstation in the same way, so that it can neither stop the others nor make them differ.
 */
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../records/json.ts';
import { isHidden, isLawfulHidden } from './hidden.ts';
import { isSet, registerOf, setOf } from './registers.ts';

/** How deep objects and lists of a record may be nested. FHIR needs about twenty; recursion over a record stays far from the stack's end. */
const MAX_DEPTH = 100;

/** The resource in canonical JSON, of this type and id; null for anything else. */
export function lawfulResource(type: string, id: string, text: string): JsonObject | null {
  const value = readJson(text);
  if (!isObject(value) || value.resourceType !== type || value.id !== id || canonicalJson(value) !== text) return null;
  return Object.keys(value).every(isElement) ? value : null;
}

/** Whether a register of this type may hold this value (null: removed): canonical JSON of its own elements and of no other's. */
export function isLawfulWrite(type: string, register: string, text: string | null): boolean {
  const set = setOf(register);
  if (!register.isWellFormed()) return false;
  const value = text === null ? undefined : readJson(text);
  if (text !== null && (value === undefined || canonicalJson(value) !== text)) return false;
  if (isHidden(register)) return isLawfulHidden(register, value);
  if (!isElement(set ?? register)) return false;
  if (value === undefined) return true;
  return set === undefined ? isGroup(type, register, value) : isSet(type, set);
}

/** What `splitResource` makes of elements that conflict together: at least one of them, and no elements of a set. */
function isGroup(type: string, register: string, value: Json): boolean {
  if (!isObject(value)) return false;
  const elements = Object.keys(value);
  return (
    elements.length > 0 &&
    elements.every(
      (element) =>
        isElement(element) &&
        element !== 'resourceType' &&
        element !== 'id' &&
        registerOf(type, element) === register &&
        !(isSet(type, element) && isFullList(value[element])),
    )
  );
}

function isFullList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** Names that every JavaScript object has already are no elements of FHIR, nor are those of hidden registers and of sets' elements. */
export function isElement(name: string): boolean {
  return !(name in Object.prototype || isHidden(name) || name.includes('/'));
}

/** The value of JSON that is not too deep; undefined for anything else. */
function readJson(text: string): Json | undefined {
  if (isDeep(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined; // not JSON, whoever wrote it
  }
}

/** Whether JSON is nested deeper than `MAX_DEPTH`. Counts brackets without parsing, for parsing is what a deep text is written to break. */
export function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (quoted && code === 0x5c) i++;
    else if (!quoted && (code === 0x5b || code === 0x7b)) {
      if (++depth > MAX_DEPTH) return true;
    } else if (!quoted && (code === 0x5d || code === 0x7d)) depth--;
  }
  return false;
}
