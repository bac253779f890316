/** Numbers: identity numbers, phones, house numbers and postcodes. */
import { compact, normalText, phoneDigits } from '../../storage/search-normal.ts';
import { type Kind, Level, type Value } from './contract.ts';
import { oneSlip } from './edits.ts';

/** Digits at the end of a phone number by which two are the same, whatever stands before them. */
const TAIL = 8;

function readNumber(text: string): Value | undefined {
  // 06 and 6 are one house
  const key = compact(normalText(text)).replace(/^0+(?=.)/, '');
  return key === '' ? undefined : { key, sound: short(key), words: [] };
}

/**
 * A resident identity number as the 15 digits that it had before 1999 (GB 11643): without the century of the birth date and the check
 * character at its end. Empty for any other number.
 */
function short(number: string): string {
  if (/^[1-9]\d{7}(?:0[1-9]|1[0-2])[0-3]\d{4}$/.test(number)) return number;
  const [, area, rest] = /^([1-9]\d{5})(?:19|20)(\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4})[\dx]$/.exec(number) ?? [];
  return area === undefined || rest === undefined ? '' : `${area}${rest}`;
}

/**
 * Whether the one is the 15 digits of the other, an identity number with 18 of somebody born in the century that had both. Of two numbers of one
 * length every digit counts: the century, and the check character.
 */
function isOldForm(old: Value, long: Value): boolean {
  return old.key.length === 15 && old.key === long.sound && long.key.length === 18 && long.key.slice(6, 8) === '19';
}

function compareNumbers(a: Value, b: Value): number {
  if (a.key === b.key || isOldForm(a, b) || isOldForm(b, a)) return Level.exact;
  return Math.min(a.key.length, b.key.length) > 1 && oneSlip(a.key, b.key) ? Level.close : Level.far;
}

function readPhone(text: string): Value | undefined {
  const digits = phoneDigits(normalText(text));
  return digits.length < 5 ? undefined : { key: digits.slice(-TAIL), sound: '', words: [] };
}

function comparePhones(a: Value, b: Value): number {
  const level = compareNumbers(a, b);
  return level === Level.far && a.key.slice(-4) === b.key.slice(-4) ? Level.loose : level;
}

export const identifier: Kind = {
  read: readNumber,
  compare: compareNumbers,
  expected: [0.08, 0.02, 0.1, 0.8, 0],
  shared: false,
};

/** People move and change their phone. */
export const phone: Kind = {
  read: readPhone,
  compare: comparePhones,
  expected: [0.25, 0.02, 0.08, 0.65, 0],
  shared: true,
};

export const code: Kind = {
  read: readNumber,
  compare: compareNumbers,
  expected: [0.18, 0.02, 0.1, 0.7, 0],
  shared: true,
};
