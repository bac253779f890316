/**
 * Numbers that look real, check right, and can belong to nobody.
 * - Resident identity number: GB 11643-1999 (area, birth date, order, ISO 7064 MOD 11-2 check character). The area is 99,
 *   which is not a province of GB/T 2260.
 * - Passport number with its check digit: ICAO Doc 9303 part 3. The issuing state is UTO (Utopia), Doc 9303's own for specimens.
 * - Telephones: Chinese mobile numbers with 142, which no operator has; North American ones with 555-0100 to 555-0199,
 *   kept for fiction.
 */
import { residentCheck } from '../../../shared/records/patient/resident-id.ts';
import type { Rng } from './random.ts';

export const PASSPORT_SYSTEM = 'http://hl7.org/fhir/sid/passport-UTO';

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
