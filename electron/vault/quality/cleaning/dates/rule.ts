/** Dates in FHIR's form. What may be one day or another is told, and not guessed. */
import { clockTime, zonedIso } from '../../../records/dates.ts';
import type { CleaningContext, CleaningRule, Proposal } from '../contract.ts';
import { type Node, nodesOf } from '../nodes.ts';
import type { ReadDate } from './read.ts';

const TYPES = new Set(['date', 'dateTime', 'instant']);
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const dates: CleaningRule = (resource, context) =>
  nodesOf(resource).flatMap((node) => {
    const { type, value } = node;
    if (!TYPES.has(type)) return [];
    // a table's number 20240105, which became one in JSON
    const text = typeof value === 'number' && /^\d{8}$/.test(String(value)) ? String(value) : value;
    if (typeof text !== 'string' || isRight(type, text)) return [];
    return proposed(node, text, context);
  });

function isRight(type: string, text: string): boolean {
  return type === 'date' ? DATE.test(text) : INSTANT.test(text) || (type === 'dateTime' && DATE.test(text));
}

function proposed({ at, type, value }: Node, text: string, { timeZone, writtenDate }: CleaningContext): Proposal[] {
  const read = writtenDate(text);
  if (read === 'ambiguous') return [{ at, before: value, after: undefined, reason: 'date-ambiguous', told: true }];
  if (!read) return [];
  const after = inForm(type, read, timeZone);
  if (after === undefined) return [];
  const zoned = read.time !== undefined && read.zone === undefined && type !== 'date';
  return [{ at, before: value, after, reason: zoned ? 'date-zone' : 'date-form' }];
}

function inForm(
  type: string,
  { day, time, zone }: Exclude<ReadDate, 'ambiguous' | undefined>,
  timeZone: string,
): string | undefined {
  // midnight behind a date is how programs write a day
  if (type === 'date') return time === undefined || time === '00:00:00' ? day : undefined;
  if (time === undefined) return type === 'instant' ? undefined : day;
  if (zone !== undefined) return `${day}T${time}${zone}`;
  const at = clockTime(timeZone, day, time.slice(0, 5)) + Number(time.slice(6)) * 1000;
  return zonedIso(timeZone, at);
}
