/** Numbers as people write them, with the digits that they wrote. */
import type { Json } from '../../../../shared/records/json.ts';
import { narrow } from './cell.ts';

/** A FHIR decimal (http://hl7.org/fhir/R4/datatypes.html#decimal). */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The text of a FHIR decimal for a written number: `1,234.50` is 1234.50, `.5` is 0.5, `007` is 7; with `mark` a comma, `1.234,50` is.
 * Undefined for what is no number, or might be another: `1,23` with a point as mark.
 */
export function decimalText(text: string, mark: '.' | ',' = '.'): string | undefined {
  const plain = narrow(text).replace(/\s/g, '').replace(/^\+/, '');
  const [thousands, fraction] = mark === '.' ? [',', '\\.'] : ['.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(?:\\${thousands}\\d{3})+(?:${fraction}\\d+)?$`);
  const joined = grouped.test(plain) ? plain.replaceAll(thousands, '') : plain;
  if (mark === ',' && joined.includes('.')) return undefined;
  const pointed = mark === ',' ? joined.replace(',', '.') : joined;
  const parts = /^(-?)0*(\d*)(\.\d+)?([eE][+-]?\d+)?$/.exec(pointed);
  if (!parts || !/\d/.test(pointed)) return undefined;
  const [, sign = '', whole = '', rest = '', exponent = ''] = parts;
  const decimal = `${sign}${whole || '0'}${rest}${exponent}`;
  return DECIMAL.test(decimal) ? decimal : undefined;
}

/** A JSON number with this text. */
export function jsonNumber(decimal: string): Json {
  const number = Number(decimal);
  return String(number) === decimal ? number : JSON.rawJSON(decimal);
}

/** A written amount: `<5.6 mmol/L`, `37.2℃`, `120`, `5.6↑`. Undefined for what begins with no number. */
export function amountOf(
  text: string,
  mark: '.' | ',' = '.',
): { readonly comparator?: '<' | '<=' | '>=' | '>'; readonly value: string; readonly unit: string } | undefined {
  const parts = /^([<>]=?|[≤≥])?\s*([+-]?[\d.,]*\d(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(narrow(text).trim());
  const value = parts?.[2] === undefined ? undefined : decimalText(parts[2], mark);
  if (value === undefined) return undefined;
  const said = (parts?.[1] ?? '').replace('≤', '<=').replace('≥', '>=');
  const comparator = (['<', '<=', '>=', '>'] as const).find((one) => one === said);
  const unit = (parts?.[3] ?? '').replace(/[↑↓]/g, '').trim();
  // 1:20, 3-5, 2+ and the like are no amounts
  if (!/^(?:[\p{L}%‰°℃℉[{(*/'"].*)?$/u.test(unit)) return undefined;
  return comparator ? { comparator, value, unit } : { value, unit };
}
