/** The identity number of the People's Republic of China (GB 11643-1999): 17 digits and a check character. */

/** The registered object identifier of identity numbers, as Chinese shared documents (WS/T 500) use it. */
export const IDENTITY_SYSTEM = 'urn:oid:2.16.156.10011.1.3';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

export interface Identity {
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
}

/** Whether the text looks like such a number at all (others are accepted as they are: passports, other countries). */
export function looksChinese(text: string): boolean {
  return /^\d{17}[\dXx]$/.test(text.trim());
}

/** Birth date and sex of a valid number; undefined where length, date or check character do not fit. */
export function readIdentity(text: string): Identity | undefined {
  const number = text.trim().toUpperCase();
  if (!looksChinese(number)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  if (CHECKS[sum % 11] !== number[17]) return undefined;
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const date = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== birthDate) return undefined;
  return { birthDate, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}
