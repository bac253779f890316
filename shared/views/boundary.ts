/**
 * The least and the greatest value that a value of limited precision may stand for: 1.0 is something from 0.95 to 1.05, June 1970
 * some day from the 1st to the 30th (https://hl7.org/fhirpath/N2/index.html#boundary, FHIRPath 3.0).
 */

export type Side = 'low' | 'high';

/** Digits behind the point that FHIRPath gives where none are asked for. */
const DECIMALS = 8;
const MOST_DECIMALS = 28;
/** A decimal's text is no longer than this. */
const LONGEST = 100;

/** The boundary of a decimal by its text; `digits` behind the point. null where there is none. */
export function decimalBoundary(text: string, side: Side, digits: number = DECIMALS): number | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.slice(0, LONGEST)) ?? [];
  if (whole === '' || digits < 0 || digits > MOST_DECIMALS) return null;
  const value = BigInt(`${sign}${whole}${fraction}`) * 10n + (side === 'low' ? -5n : 5n);
  const scale = fraction.length + 1 - Number(exponent);
  return Number(`${rounded(value, scale, digits, side)}e${-digits}`);
}

/** `value / 10^scale` in units of the last of `digits`, away from the middle. */
function rounded(value: bigint, scale: number, digits: number, side: Side): bigint {
  if (scale <= digits) return value * 10n ** BigInt(digits - scale);
  const unit = 10n ** BigInt(scale - digits);
  const floor = value / unit - (value % unit < 0n ? 1n : 0n);
  return side === 'low' || value % unit === 0n ? floor : floor + 1n;
}

const LOW_ZONE = '+14:00';
const HIGH_ZONE = '-12:00';

/** The boundary of a date, dateTime, instant or time; `digits` in all, as 6 for a month. null where there is none. */
export function timeBoundary(text: string, kind: string, side: Side, digits?: number): string | null {
  if (kind === 'time') return clock(text, side, digits ?? 9);
  const [, date = '', time, zone] = /^(\d{4}(?:-\d\d){0,2})(?:T([\d:.]+)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  if (date === '') return null;
  const day = dayBoundary(date, side);
  if (kind === 'date' || (digits !== undefined && digits <= 8)) return cut(day, [4, 6, 8], [4, 7, 10], digits ?? 8);
  const atClock = clock(time ?? (side === 'low' ? '00' : '23'), side, digits === undefined ? 9 : digits - 8);
  return atClock === null ? null : `${day}T${atClock}${zone ?? (side === 'low' ? LOW_ZONE : HIGH_ZONE)}`;
}

function dayBoundary(date: string, side: Side): string {
  const [year = '', month = side === 'low' ? '01' : '12', day] = date.split('-');
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${day ?? (side === 'low' ? '01' : String(last))}`;
}

/** HH:MM:SS.fff, or as much of it as was asked for. */
function clock(text: string, side: Side, digits: number): string | null {
  const [, hour, minute, second, fraction = ''] = /^(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/.exec(text) ?? [];
  if (hour === undefined) return null;
  const fill = side === 'low' ? '00' : '59';
  const thousandths = fraction.slice(0, 3).padEnd(3, side === 'low' ? '0' : '9');
  return cut(`${hour}:${minute ?? fill}:${second ?? fill}.${thousandths}`, [2, 4, 6, 9], [2, 5, 8, 12], digits);
}

/** As much of a text as has so many digits; null for a number of digits that ends inside a part. */
function cut(text: string, digits: readonly number[], lengths: readonly number[], wanted: number): string | null {
  const length = lengths[digits.indexOf(wanted)];
  return length === undefined ? null : text.slice(0, length);
}
