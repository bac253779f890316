/** Dates of birth, compared by their parts. */
import { type Kind, Level, type Value } from './contract.ts';
import { oneSlip } from './edits.ts';

/** Year, month, day as digits; a month or day that is not known is ''. */
function partsOf(text: string): readonly [string, string, string] | undefined {
  const plain = text.trim();
  // 1987-06-24, 1987/6/24, 19870624, 1987年6月24日, 1987-06, 1987
  const first =
    /^(\d{4})\D?(\d{2})\D?(\d{2})(?:\D|$)/.exec(plain) ?? /^(\d{4})\D+(\d{1,2})(?:\D+(\d{1,2}))?(?:\D|$)/.exec(plain);
  if (first) return [first[1] ?? '', two(first[2]), two(first[3])];
  // 24/6/1987 as most of the world writes it; where the middle cannot be a month, 6/24/1987
  const last = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4})(?:\D|$)/.exec(plain);
  if (last) {
    const [a, b] = [two(last[1]), two(last[2])];
    return Number(b) > 12 ? [last[3] ?? '', a, b] : [last[3] ?? '', b, a];
  }
  return /^\d{4}$/.test(plain) ? [plain, '', ''] : undefined;
}

function two(digits = ''): string {
  return digits === '' ? '' : digits.padStart(2, '0');
}

function readDate(text: string): Value | undefined {
  const parts = partsOf(text);
  return parts && { key: parts.join(''), sound: '', words: parts };
}

function compareDates(a: Value, b: Value): number {
  if (a.key === b.key) return Level.exact;
  const [year = '', month = '', day = ''] = a.words;
  const [otherYear = '', otherMonth = '', otherDay = ''] = b.words;
  if (month === '' || otherMonth === '' || day === '' || otherDay === '')
    return year === otherYear && (month === otherMonth || month === '' || otherMonth === '') ? Level.loose : Level.far;
  if (year === otherYear && month === otherDay && day === otherMonth) return Level.close;
  if (oneSlip(a.key, b.key)) return Level.close;
  const same = Number(year === otherYear) + Number(month === otherMonth) + Number(day === otherDay);
  return same === 2 || differingDigits(a.key, b.key) <= 2 ? Level.loose : Level.far;
}

/** Two slips in one date are rarer than one, and still more than chance. */
function differingDigits(a: string, b: string): number {
  return [...a].filter((digit, place) => digit !== b[place]).length;
}

export const birth: Kind = {
  read: readDate,
  compare: compareDates,
  expected: [0.03, 0.05, 0.1, 0.82, 0],
  shared: false,
};
