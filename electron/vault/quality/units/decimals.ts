/** Decimals multiplied exactly, and rounded to the digits that are warranted. */

/** `digits` x 10^-`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** The decimal of a text; undefined where it is none. */
export function decimalIn(text: string): Decimal | undefined {
  const [, sign = '', whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

/** A double as a decimal of 15 digits, by which the noise of its arithmetic is gone. */
export function decimalOfNumber(value: number): Decimal {
  return decimalIn(Number(value.toPrecision(15)).toExponential()) ?? { digits: 0n, scale: 0 };
}

/** The product, exact. */
export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** Whether it is a power of ten, which no digit is lost by. */
export function powerOfTen(value: Decimal): boolean {
  return /^10*$/.test(String(value.digits));
}

/**
 * Text rounded to 10^`place`, halves away from zero. No exponent.
 */
export function roundedText(value: Decimal, place: number): string {
  const drop = value.scale + place;
  const digits = drop <= 0 ? value.digits * 10n ** BigInt(-drop) : halved(value.digits, 10n ** BigInt(drop));
  if (place >= 0) return String(digits * 10n ** BigInt(place));
  const negative = digits < 0n;
  const plain = String(negative ? -digits : digits).padStart(1 - place, '0');
  return `${negative ? '-' : ''}${plain.slice(0, place)}.${plain.slice(place)}`;
}

function halved(digits: bigint, by: bigint): bigint {
  const half = by / 2n;
  return (digits < 0n ? digits - half : digits + half) / by;
}

/** How many digits it was written with, those before the first that is not 0 aside; at least 1. */
export function significant({ digits }: Decimal): number {
  return String(digits < 0n ? -digits : digits).length;
}

/** The place of the first digit that is not 0 of a number: 0 for ones, -1 for tenths. */
export function leadingPlace(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-12);
}
