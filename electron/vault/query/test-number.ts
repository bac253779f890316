/** number and quantity (http://hl7.org/fhir/R4/search.html#number, #quantity): one value of a query against one of a resource. */
import { codingsOf } from '../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject, toNumber } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { substanceOf } from '../../../shared/units/substances.ts';
import type { Units } from '../quality/units/index.ts';
import { around, compareDecimals, type Decimal, decimalOf, impliedRange, parseDecimal } from './decimal.ts';
import { splitEscaped, unescapeValue } from './escape.ts';
import { refuse } from './refuse.ts';
import type { ValueTest } from './value-test.ts';

export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** What a resource's number may be: a point, a range, or one without an end (absent), open where the end itself is not meant. */
interface Span {
  readonly low?: Decimal | undefined;
  readonly high?: Decimal | undefined;
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** Splits `ge5.4` into its prefix and the rest; eq where there is none. */
export function splitPrefix(text: string): { prefix: Prefix; rest: string } {
  const [, prefix, rest] = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(.*)$/s.exec(text) ?? [];
  return prefix === undefined ? { prefix: 'eq', rest: text } : { prefix: prefix as Prefix, rest: rest ?? '' };
}

export function testNumber(parameter: string, raw: string): ValueTest {
  const test = spanTest(parameter, unescapeValue(raw));
  return (value) => {
    const span = isObject(value) ? rangeSpan(value) : pointSpan(value);
    return span !== undefined && test(span);
  };
}

const UCUM = 'http://unitsofmeasure.org';

/**
 * `[prefix]number`, `...|system|code`, or `...||code` where the code may be the unit as well. With `units` a value in another unit of UCUM's of the
 * same kind is told in the one that is asked for; of masses and moles where the test says whose they are.
 */
export function testQuantity(parameter: string, raw: string, units?: Units): ValueTest {
  const parts = splitEscaped(raw, '|').map(unescapeValue);
  if (parts.length !== 1 && parts.length !== 3)
    refuse(parameter, 'a quantity is written number, number|system|code or number||code.');
  const [number = '', system = '', code = ''] = parts;
  const test = spanTest(parameter, number);
  const asked = units && code !== '' && (system === '' || system === UCUM) ? units.parseUnit(code) : undefined;
  return (value, { type }, resource) => {
    if (!isObject(value)) return false;
    const same = hasUnit(value, type, system, code);
    const told = same
      ? value
      : units && asked?.ok
        ? toldIn({ system, code: asked.code }, value, resource, units)
        : undefined;
    const span = told && quantitySpan(told, type);
    return span !== undefined && test(span);
  };
}

/** A Quantity in another unit; undefined where it has a unit of another kind, or of another system. */
function toldIn(
  asked: { readonly system: string; readonly code: string },
  quantity: JsonObject,
  resource: JsonObject,
  units: Units,
): JsonObject | undefined {
  const { system = '' } = quantity;
  const value = toNumber(quantity.value);
  if (value === undefined) return undefined;
  if (system !== UCUM && (system !== '' || asked.system !== '')) return undefined;
  const from = units.parseUnit(textIn(quantity.code) || textIn(quantity.unit));
  const substance = codingsOf(resource.code)
    .map((coding) => substanceOf(textIn(coding.system), textIn(coding.code)))
    .find((one) => one !== undefined);
  const there = from.ok ? units.exactly(value, from.code, asked.code, { substance }) : undefined;
  return there === undefined ? undefined : { ...quantity, value: there };
}

function hasUnit(value: JsonObject, type: string, system: string, code: string): boolean {
  if (system === '' && code === '') return true;
  if (type === 'Range' || type === 'SampledData') {
    const parts = type === 'Range' ? [value.low, value.high] : [value.origin];
    const present = parts.filter((part) => part !== undefined);
    return present.length > 0 && present.every((part) => isObject(part) && hasUnit(part, 'Quantity', system, code));
  }
  if (type === 'Money') {
    return value.currency === code && (system === '' || system === 'urn:iso:std:iso:4217');
  }
  if (system !== '') return value.system === system && (code === '' || value.code === code);
  return value.code === code || value.unit === code;
}

function quantitySpan(value: JsonObject, type: string): Span | undefined {
  if (type === 'Range') return rangeSpan(value);
  if (type === 'SampledData') return sampledSpan(value);
  const point = decimalOf(value.value);
  if (!point) return undefined;
  switch (value.comparator) {
    case '<':
      return { high: point, highOpen: true };
    case '<=':
      return { high: point };
    case '>':
      return { low: point, lowOpen: true };
    case '>=':
      return { low: point };
    default:
      return { low: point, high: point };
  }
}

function pointSpan(value: Json): Span | undefined {
  const point = decimalOf(value);
  return point && { low: point, high: point };
}

function rangeSpan(value: JsonObject): Span | undefined {
  const end = (side: Json | undefined) => (isObject(side) ? decimalOf(side.value) : undefined);
  const low = end(value.low);
  const high = end(value.high);
  return low || high ? { low, high } : undefined;
}

/** The bounds of the samples (http://hl7.org/fhir/R4/datatypes.html#SampledData): origin + sample × factor. */
function sampledSpan(value: JsonObject): Span | undefined {
  if (typeof value.data !== 'string' || !isObject(value.origin)) return undefined;
  const origin = decimalOf(value.origin.value)?.near ?? 0;
  const factor = decimalOf(value.factor)?.near ?? 1;
  const samples = value.data
    .split(/\s+/)
    .map((text) => parseDecimal(text)?.near)
    .filter((near) => near !== undefined)
    .map((near) => origin + near * factor);
  if (samples.length === 0) return undefined;
  const point = (near: number): Decimal => ({ near, text: String(near) });
  const bounds = samples.reduce((sum, near) => [Math.min(sum[0], near), Math.max(sum[1], near)] as [number, number], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  return { low: point(bounds[0]), high: point(bounds[1]) };
}

/** eq, ne and ap mean the range that the text implies; the others the number as it stands. */
function spanTest(parameter: string, text: string): (span: Span) => boolean {
  const { prefix, rest } = splitPrefix(text);
  const point = parseDecimal(rest) ?? refuse(parameter, 'this needs a number, as 5.4, ge100 or 1.2e3.');
  const above = ({ high }: Span) => high === undefined || compareDecimals(high, point) > 0;
  const below = ({ low }: Span) => low === undefined || compareDecimals(low, point) < 0;
  const touches = ({ low, high, lowOpen, highOpen }: Span) =>
    (low === undefined || compareDecimals(low, point) < (lowOpen ? 0 : 1)) &&
    (high === undefined || compareDecimals(high, point) > (highOpen ? 0 : -1));
  const { low: from, high: to } = impliedRange(rest);
  const within = ({ low, high }: Span) =>
    low !== undefined && high !== undefined && compareDecimals(low, from) >= 0 && compareDecimals(high, to) < 0;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return (span) => !within(span);
    case 'gt':
      return above;
    case 'lt':
      return below;
    case 'ge':
      return (span) => above(span) || touches(span);
    case 'le':
      return (span) => below(span) || touches(span);
    case 'sa':
      return ({ low, lowOpen }) => low !== undefined && compareDecimals(low, point) > (lowOpen ? -1 : 0);
    case 'eb':
      return ({ high, highOpen }) => high !== undefined && compareDecimals(high, point) < (highOpen ? 1 : 0);
    case 'ap': {
      const near = around(point);
      return (span) =>
        within(span) ||
        ((span.low === undefined || compareDecimals(span.low, near.high) <= 0) &&
          (span.high === undefined || compareDecimals(span.high, near.low) >= 0));
    }
  }
}
