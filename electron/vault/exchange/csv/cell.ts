/** A cell as people meant it: without what Excel and its relatives did to it. */

/** Characters that nobody sees: byte-order mark, zero width, direction marks. */
const UNSEEN = /[\uFEFF\u200B-\u200F\u202A-\u202E\u2060-\u2064]/g;
/** Spaces that are no space: non-breaking, ideographic, of a certain width. */
const SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
/** A number that a formula keeps a text: `="00123"`. */
const FORMULA_TEXT = /^="((?:[^"]|"")*)"$/;

/**
 * The text of a cell: `="00123"` and `'00123` are 00123, spaces are plain ones and none at the ends. An apostrophe at the head goes
 * only where a program set it to keep a text: before a digit, what would begin a formula, or another apostrophe.
 */
export function cellText(cell: string): string {
  const plain = cell.replace(UNSEEN, '').replace(SPACES, ' ').trim();
  const formula = FORMULA_TEXT.exec(plain)?.[1];
  if (formula !== undefined) return formula.replaceAll('""', '"').trim();
  return /^'[\d=+\-@'\t\r＝＋－＠]/.test(plain) ? plain.slice(1) : plain;
}

/** The same in characters of half width (U+FF01 to U+FF5E): for numbers, dates, codes, and to compare. */
export function narrow(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/[‐‑–−]/g, '-');
}

/** By this two written values are the same: width, case and spaces do not count. */
export function sameKey(text: string): string {
  return narrow(text).normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** A number that Excel has shortened (1.38E+10), whose last digits are lost. */
export function isShortened(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(narrow(text));
}

/** An 18-digit number that ends in 000: Excel keeps 15 digits, and writes zeros for the rest. */
export function isRounded(text: string): boolean {
  return /^[1-9]\d{14}0{3,}$/.test(narrow(text));
}
