/**
 * What is out of the ordinary about times: doubts that several types of records share. FHIR's dates may be as short as a
 * year (http://hl7.org/fhir/R4/datatypes.html#dateTime), so nothing is doubted that the shorter of two leaves open.
 */
import type { Doubt } from './contract.ts';
import { isObject, type Json, type JsonObject, toNumber } from './json.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The westernmost zone is 12 hours behind UTC: a day ends there half a day after it has ended in Greenwich. */
const DAY_END_MS = DAY_MS + 12 * 60 * 60 * 1000;

/** Doubts the named elements (of periods the start) that lie after `today`, the clinic's day. */
export function doubtFuture(resource: JsonObject, today: string, elements: readonly string[]): Doubt[] {
  return elements
    .filter((element) => isFuture(startOf(resource[element]), today))
    .map((element) => ({
      element: `${String(resource.resourceType)}.${element}`,
      code: 'in-future',
      message: 'This lies in the future, though it says what has happened. Check the date.',
    }));
}

/** Doubts an end that lies before its start; each of the pairs names two elements of the resource. */
export function doubtOrder(resource: JsonObject, pairs: readonly (readonly [string, string])[]): Doubt[] {
  return pairs
    .filter(([start, end]) => isBefore(endOf(resource[end]), startOf(resource[start])))
    .map(([, end]) => ({
      element: `${String(resource.resourceType)}.${end}`,
      code: 'end-before-start',
      message: 'The end lies before the start. Check both dates.',
    }));
}

/** Doubts an amount (a Quantity) without a number, or with one that is not above zero. */
export function doubtAmount(element: string, quantity: Json | undefined): Doubt[] {
  if (quantity === undefined) return [];
  const value = isObject(quantity) ? quantity.value : undefined;
  if (value === undefined)
    return [{ element, code: 'amount-missing', message: 'There is a unit without a number. Give the amount.' }];
  // 1.0 is kept as it was written
  return (toNumber(value) ?? Number.NaN) > 0
    ? []
    : [{ element, code: 'amount-not-positive', message: 'The amount is not above zero. Check the number.' }];
}

/** Whether a date or time lies after the day `today`, wherever the clinic is. */
export function isFuture(text: string | undefined, today: string): boolean {
  if (text === undefined || !/^\d{4}/.test(text)) return false;
  if (text.length <= 10) return text.slice(0, today.length) > today.slice(0, text.length);
  return Date.parse(text) >= Date.parse(`${today}T00:00:00Z`) + DAY_END_MS;
}

/** Whether one date or time is surely before another. */
export function isBefore(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.length > 10 && other.length > 10) return Date.parse(one) < Date.parse(other);
  const length = Math.min(one.length, other.length, 10);
  return one.slice(0, length) < other.slice(0, length);
}

function startOf(value: Json | undefined): string | undefined {
  const start = value !== undefined && isObject(value) ? value.start : value;
  return typeof start === 'string' ? start : undefined;
}

function endOf(value: Json | undefined): string | undefined {
  const end = value !== undefined && isObject(value) ? value.end : value;
  return typeof end === 'string' ? end : undefined;
}
