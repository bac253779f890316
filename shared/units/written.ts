/**
 * Units as people and laboratories write them, turned into what UCUM would write (https://ucum.org/ucum). Pure, and without the list of units:
 * whether the answer is a unit at all, says the vault's reading of it (electron/vault/quality/units).
 */
import { CHINESE_UNITS, MISTAKEN, SPELLED_UNITS, SPELLED_WHOLE } from './spellings.ts';

/** Texts that stand for units which are far apart, so that nobody may guess: G/L is grams for one laboratory, 10^9 for another. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['G/L', 'T/L', 'M/L', 'mpa', 'MPA', 'MV', 'MHZ']);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Whether a text means one unit to some and another to others. */
export function isAmbiguousUnit(text: string): boolean {
  return AMBIGUOUS.has(plainUnit(text));
}

/** The UCUM code that a written unit stands for, as far as spelling tells; '' for none. A unit that is not known stays as it was written. */
export function spelledUnit(text: string): string {
  const plain = plainUnit(text);
  const mistaken = lookUp(MISTAKEN, plain);
  if (mistaken !== undefined) return mistaken;
  const whole = lookUp(SPELLED_WHOLE, plain.toLowerCase());
  if (whole !== undefined) return whole;
  const western = fromChinese(plain);
  const powers = western
    .replace(/^[x×*]?10(?:\^|\*|\*\*|\((?=\d+\))|e)?(3|6|9|12)\)?(?=\/|$)/i, '10*$1')
    .replace(/^[x×*]?e\+?0?(3|6|9|12)(?=\/)/i, '10*$1')
    .replace(/\^(?=-?\d)/g, (_all, at: number, said: string) => (said.slice(0, at).endsWith('10') ? '*' : ''));
  return lookUp(SPELLED_WHOLE, powers.toLowerCase()) ?? inParts(powers);
}

/** One width of letters, one micro, no blanks outside of annotations, superscripts as powers. */
function plainUnit(text: string): string {
  return text
    .replace(/([⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_all, minus: string, digits: string) => {
      const plain = [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('');
      return `^${minus ? '-' : ''}${plain}`;
    })
    .normalize('NFKC')
    .replace(/[\u03bc\u00b5]/g, 'u')
    .replace(/[·•∙⋅]/g, '.')
    .replace(/[∕⁄÷]/g, '/')
    .replace(/\{[^}]*\}|\s+/g, (part) => (part.startsWith('{') ? part : ''));
}

function fromChinese(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return CHINESE_UNITS.reduce((said, [word, unit]) => said.replaceAll(word, unit), text).replace(/^\/\//, '/');
}

/** Each part between the operators by itself: annotations and brackets stay as they are. */
function inParts(text: string): string {
  return text.replace(/\{[^}]*\}|\[[^\]]*\]|[^/.(){}[\]]+(?:\[[^\]]*\])?/g, (part) => {
    if (part.startsWith('{') || part.startsWith('[')) return part;
    const [, word = '', power = ''] = /^(.*?[^\d+-])([+-]?\d*)$/.exec(part) ?? [part, part, ''];
    const known = lookUp(SPELLED_UNITS, word) ?? lookUp(SPELLED_UNITS, word.toLowerCase());
    return known === undefined ? part : known + power;
  });
}

function lookUp(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
