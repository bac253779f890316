/** Decimals by their text: as exact as they were written, where a double would round. */
import { type Json, toNumber } from '../../../shared/records/json.ts';

/** A decimal: `digits` × 10^`exponent`, and the nearest double, by which most comparisons are settled. */
export interface Decimal {
  readonly near: number;
  readonly text: string;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Doubles hold any decimal of so many digits. */
const SAFE_DIGITS = 15;

/** A decimal in a query; undefined where it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) && text.length <= 60 ? { near: Number(text), text } : undefined;
}

/** The number in a resource, with its text; undefined for anything else. */
export function decimalOf(value: Json | undefined): Decimal | undefined {
  const near = toNumber(value);
  if (near === undefined) return undefined;
  return {
    near,
    text: typeof value === 'object' && value !== null && 'rawJSON' in value ? String(value.rawJSON) : String(near),
  };
}

/** Negative, zero or positive as `a` is below, the same as or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.near !== b.near) return a.near < b.near ? -1 : 1;
  if (a.text.length <= SAFE_DIGITS && b.text.length <= SAFE_DIGITS) return 0;
  const [left, right] = aligned(exact(a.text), exact(b.text));
  return left === right ? 0 : left < right ? -1 : 1;
}

/**
 * The range that the text stands for, [low, high): half a unit of its last digit on either side. `100` is [99.5, 100.5);
 * `1e2` is [95, 105), as the example of FHIR has it (http://hl7.org/fhir/R4/search.html#number): one digit and an exponent
 * count as two digits.
 */
export function impliedRange(text: string): { low: Decimal; high: Decimal } {
  const [, sign = '', whole = '0', fraction = '', exponent] = DECIMAL.exec(text) ?? [];
  const single = exponent !== undefined && whole.length === 1 && fraction === '';
  const digits = BigInt(sign === '-' ? `-${whole}${fraction}` : whole + fraction) * (single ? 100n : 10n);
  const unit = Number(exponent ?? 0) - fraction.length - (single ? 2 : 1);
  return { low: decimal(digits - 5n, unit), high: decimal(digits + 5n, unit) };
}

/** `value` less and more a tenth of itself. */
export function around(value: Decimal): { low: Decimal; high: Decimal } {
  const { digits, exponent } = exact(value.text);
  const size = digits < 0n ? -digits : digits;
  return { low: decimal(digits * 10n - size, exponent - 1), high: decimal(digits * 10n + size, exponent - 1) };
}

interface Exact {
  readonly digits: bigint;
  readonly exponent: number;
}

function exact(text: string): Exact {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  return {
    digits: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`),
    exponent: Number(exponent) - fraction.length,
  };
}

function decimal(digits: bigint, exponent: number): Decimal {
  const text = `${digits}e${exponent}`;
  return { near: Number(text), text };
}

function aligned(a: Exact, b: Exact): [bigint, bigint] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent)];
}
