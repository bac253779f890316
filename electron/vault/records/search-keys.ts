/**
 * What FHIR search narrows by: small numbers of the references and codes in a record (table search_key). They only say which
 * records are worth reading: two texts may share a number, and the record itself is judged afterwards. They never miss one.
 */
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';

/** Elements with the codes that say what a record is about; as paths of FHIR. */
export const CODED_PATHS: ReadonlySet<string> = new Set([
  'code',
  'component.code',
  'vaccineCode',
  'medicationCodeableConcept',
  'type',
]);

/** Elements with times by which `record.day` narrows: what lies further from that day than `NEAR_DAYS` has `reachKey`. */
export const DATED_ELEMENTS: ReadonlySet<string> = new Set([
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'effectiveTiming',
  'period',
  'authoredOn',
  'occurrenceDateTime',
  'occurrencePeriod',
  'performedDateTime',
  'performedPeriod',
  'onsetDateTime',
  'onsetPeriod',
  'recordedDate',
  'start',
  'date',
  'whenHandedOver',
]);

/** A time whose text names a day at most one away from the record's, in whatever zone, is at most so many days away in the clinic's. */
export const NEAR_DAYS = 3;

const DAY_MS = 86_400_000;

/**
 * Types of resources to which most records refer and of which there are few: to be found by them narrows nothing, and to
 * keep them costs as much as all other keys together.
 */
const COMMON_TARGETS: ReadonlySet<string> = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Device',
  'HealthcareService',
]);

/** Of a reference's text, whatever version it names. Those to contained resources (`#id`) are all alike. */
export function referenceKey(reference: string): number {
  if (reference.startsWith('#')) return numberOf('r#');
  const end = reference.search(/\||\/_history\//);
  return numberOf(`r${end < 0 ? reference : reference.slice(0, end)}`);
}

/** Of a code in one of `CODED_PATHS`, whatever its system, without the case of A to Z. */
export function codeKey(type: string, code: string): number {
  return numberOf(`c${type} ${code.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())}`);
}

/** Of records of a type that reach beyond their day. */
export function reachKey(type: string): number {
  return numberOf(`s${type}`);
}

/** All keys of a record. `patient` and `day`: of its row; the reference to that patient is looked up there. */
export function searchKeys(resource: JsonObject, patient: string | null, day: string | null): Set<number> {
  const keys = new Set<number>();
  const type = String(resource.resourceType);
  const own = patient === null ? '' : `Patient/${patient}`;
  addReferences(resource, own, keys);
  for (const element of ['code', 'vaccineCode', 'medicationCodeableConcept', 'type']) {
    const value = resource[element];
    if (value !== undefined) addCodes(value, type, keys);
  }
  if (Array.isArray(resource.component)) {
    for (const component of resource.component as readonly Json[]) {
      if (isObject(component) && component.code !== undefined) addCodes(component.code, type, keys);
    }
  }
  if (reachesBeyond(resource, day)) keys.add(reachKey(type));
  return keys;
}

function addReferences(value: Json, own: string, keys: Set<number>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) addReferences(item, own, keys);
    return;
  }
  const object = value as JsonObject;
  for (const name in object) {
    const member = object[name];
    if (name === 'reference' && typeof member === 'string') {
      if (member !== own && !isCommon(member)) keys.add(referenceKey(member));
    } else if (typeof member === 'object') addReferences(member, own, keys);
  }
}

/** Whether records are not found by this reference. */
export function isCommon(reference: string): boolean {
  return COMMON_TARGETS.has(reference.slice(0, reference.indexOf('/')));
}

function addCodes(value: Json, type: string, keys: Set<number>): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) addCodes(item, type, keys);
  } else if (isObject(value) && Array.isArray(value.coding)) {
    for (const coding of value.coding as readonly Json[]) {
      if (isObject(coding) && typeof coding.code === 'string') keys.add(codeKey(type, coding.code));
    }
  }
}

function reachesBeyond(resource: JsonObject, day: string | null): boolean {
  for (const element in resource) {
    if (!DATED_ELEMENTS.has(element)) continue;
    const value = resource[element];
    const texts = isObject(value) ? [value.start, value.end] : [value];
    if (!texts.every((text) => typeof text === 'string' && day !== null && isNear(text, day))) return true;
  }
  return false;
}

function isNear(text: string, day: string): boolean {
  if (text.length < 10) return false;
  const date = text.slice(0, 10);
  if (date === day) return true;
  return Math.abs(Date.parse(date) - Date.parse(day)) <= DAY_MS;
}

/** FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 code units. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}
