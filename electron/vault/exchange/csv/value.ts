/** One cell as a value of one element: what its type is decides how the text is read. */
import type { ErrorCode } from '../../../../shared/base/errors.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { cellText, isRounded, isShortened, narrow, sameKey } from './cell.ts';
import { type DateOptions, type DateTrouble, fhirDate } from './date.ts';
import { amountOf, decimalText, jsonNumber } from './decimal.ts';

/** The codes of what may be wrong with a cell. */
export type CellTrouble = Extract<ErrorCode, `csv-${string}`>;

export interface ValueOptions {
  readonly dates: DateOptions;
  readonly decimal: '.' | ',';
  /** Unit of an amount that brings none. */
  readonly unit: string;
  /** Texts stay as they are, to the letter. */
  readonly exact?: boolean;
  /** UCUM code of a written unit; undefined for one that is not known. */
  ucumOf(unit: string): string | undefined;
}

export type Value = { readonly value: Json } | { readonly trouble: CellTrouble };

const UCUM = 'http://unitsofmeasure.org';
const YES = ['是', '有', '对', 'y', 'yes', 'true', 't', '1', '√', '✓', 'x'];
const NO = ['否', '无', '没有', 'n', 'no', 'false', 'f', '0', '×'];
const WHOLE = ['integer', 'positiveInt', 'unsignedInt'];
/** Types whose values are amounts with a unit. */
export const QUANTITIES = ['Quantity', 'SimpleQuantity', 'Age', 'Duration', 'Count', 'Distance'];
const CODES = ['code', 'uri', 'url', 'canonical', 'oid', 'uuid', 'id'];
/** Of a type with elements of its own, the one that a text alone fills. */
const TEXT_OF: Readonly<Record<string, string>> = {
  CodeableConcept: 'text',
  HumanName: 'text',
  Address: 'text',
  Annotation: 'text',
  Reference: 'display',
  Coding: 'display',
  ContactPoint: 'value',
  Identifier: 'value',
  Period: 'start',
  Dosage: 'text',
};

const DATE_TROUBLES: Readonly<Record<DateTrouble, CellTrouble>> = {
  ambiguous: 'csv-date-ambiguous',
  century: 'csv-century',
  'no-day-60': 'csv-date',
  'no-date': 'csv-date',
};

/** The value of an element of a type for a written text that is not empty. */
export function readValue(text: string, type: string, options: ValueOptions): Value {
  if (type === 'date' || type === 'dateTime' || type === 'instant') return dateValue(text, type, options.dates);
  if (type === 'Period') {
    const start = dateValue(text, 'dateTime', options.dates);
    return 'trouble' in start ? start : { value: { start: start.value } };
  }
  if (type === 'decimal') {
    const decimal = decimalText(text, options.decimal);
    return decimal === undefined ? { trouble: 'csv-number' } : { value: jsonNumber(decimal) };
  }
  if (WHOLE.includes(type)) {
    const decimal = decimalText(text, options.decimal)?.replace(/\.0+$/, '');
    return decimal !== undefined && /^-?\d{1,10}$/.test(decimal)
      ? { value: Number(decimal) }
      : { trouble: 'csv-number' };
  }
  if (type === 'boolean') {
    const key = sameKey(text);
    return YES.includes(key) ? { value: true } : NO.includes(key) ? { value: false } : { trouble: 'csv-value' };
  }
  if (QUANTITIES.includes(type)) return quantityValue(text, options);
  if (isShortened(text)) return { trouble: 'csv-shortened' };
  if (isRounded(text)) return { trouble: 'csv-rounded' };
  const element = TEXT_OF[type];
  if (options.exact && element === undefined) return { value: text };
  if (element !== undefined) return { value: { [element]: narrowDigits(text) } };
  return { value: CODES.includes(type) ? narrow(text) : narrowDigits(text) };
}

function dateValue(text: string, as: 'date' | 'dateTime' | 'instant', options: DateOptions): Value {
  const read = fhirDate(text, as, options);
  return 'date' in read ? { value: read.date } : { trouble: DATE_TROUBLES[read.trouble] };
}

/** A Quantity with the digits that were written; its UCUM code where the unit is known, else the unit alone. */
function quantityValue(text: string, { decimal, unit, ucumOf }: ValueOptions): Value {
  const amount = amountOf(text, decimal);
  if (!amount) return { trouble: 'csv-number' };
  const written = amount.unit || unit;
  const code = written === '' ? undefined : ucumOf(written);
  if (written !== '' && code === undefined) return { trouble: 'csv-unit' };
  const quantity: JsonObject = {
    ...(amount.comparator && { comparator: amount.comparator }),
    value: jsonNumber(amount.value),
    ...(written !== '' && { unit: written }),
    ...(code !== undefined && { system: UCUM, code }),
  };
  return { value: quantity };
}

/** A text that is a number, or a number with its letters, in characters of half width; words keep theirs. */
function narrowDigits(text: string): string {
  return /^[\d\s+\-()A-Za-z\uFF01-\uFF5E]+$/.test(text) ? narrow(text) : text;
}

/** The parts of a cell between any of these texts, without empty ones. */
export function partsOf(text: string, by: readonly string[]): string[] {
  return by
    .reduce((parts, mark) => parts.flatMap((part) => part.split(mark)), [text])
    .map(cellText)
    .filter((part) => part !== '');
}
