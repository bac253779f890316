/**
 * Numbers that look real, check right, and can belong to nobody.
 * - Resident identity number: GB 11643-1999 (area, birth date, order, ISO 7064 MOD 11-2 check character). The area is 99,
 *   which is not a province of GB/T 2260.
 * - Passport number with its check digit: ICAO Doc 9303 part 3. The issuing state is UTO (Utopia), Doc 9303's own for specimens.
 * - Telephones: Chinese mobile numbers with 142, which no operator has; North American ones with 555-0100 to 555-0199,
 *   kept for fiction.
 */
import type { Rng } from './random.ts';

export const RESIDENT_ID_SYSTEM = 'urn:oid:2.16.156.10011.1.3';
export const PASSPORT_SYSTEM = 'http://hl7.org/fhir/sid/passport-UTO';

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character (0-9 or X) behind the first 17 digits of a resident identity number. */
export function residentCheck(first17: string): string {
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** The check digit of a passport number of digits and capital letters. */
export function passportCheck(number: string): string {
  let sum = 0;
  for (let i = 0; i < number.length; i++) sum += Number.parseInt(number.charAt(i), 36) * ([7, 3, 1][i % 3] ?? 1);
  return String(sum % 10);
}

/** 18 characters; the order number is odd for men and even for women. */
export function residentId(rng: Rng, birthDate: string, male: boolean): string {
  const order = 2 * rng.int(0, 499) + (male ? 1 : 0);
  const first17 = `99${String(rng.int(1, 99)).padStart(4, '0')}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + residentCheck(first17);
}

/** A letter, eight digits, and the check digit. */
export function passportId(rng: Rng): string {
  const number = `U${String(rng.int(0, 99_999_999)).padStart(8, '0')}`;
  return number + passportCheck(number);
}

export function chinesePhone(rng: Rng): string {
  return `142${String(rng.int(0, 99_999_999)).padStart(8, '0')}`;
}

export function englishPhone(rng: Rng): string {
  return `+1 ${rng.int(200, 989)} 555 01${String(rng.int(0, 99)).padStart(2, '0')}`;
}
