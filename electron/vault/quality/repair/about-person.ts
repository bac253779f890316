/**
 * Tells by its words whether a text is about a person, in whatever form it is: one with a number that nobody else has, with the sender's reference to
 * them, or with a name of theirs beside their birth date or a shorter number. Namesakes, relatives, and numbers within others are not they.
 */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn, textsIn } from '../../../../shared/records/members.ts';
import type { Person } from '../../records/person.ts';

/** Whom a text may be about. */
export interface Sought extends Pick<Person, 'names' | 'identifiers' | 'births'> {
  /** The id by which their sender calls them. */
  readonly original?: string;
}

/** Where a text comes from. */
export interface TextOrigin {
  /** Whether an id of the person's sender means them in it. */
  readonly sameSender: boolean;
}

/** So far from a name its birth date stands, in characters: a text may be a whole file. */
const BESIDE = 4000;
/** So far from a family name its given name stands. */
const TOGETHER = 100;
/** Places of a word that are looked at. */
const PLACES = 200;

/** `plain`: the text, `folded`. */
export function aboutPerson({
  names,
  identifiers,
  births,
  original,
}: Sought): (plain: string, origin: TextOrigin) => boolean {
  const sent = original === undefined ? [] : [original.slice(original.lastIndexOf('|') + 1)];
  const numbers = [...identifiers.map(({ value }) => textIn(value)), ...sent].map(folded).filter(Boolean);
  const telling = numbers.filter(isTelling);
  // an id of the sender's says nothing elsewhere, and where it stands as one the form of the text tells
  const short = identifiers.map(({ value }) => folded(textIn(value))).filter(isShort);
  const references = original === undefined ? [] : [folded(`Patient/${original}`)];
  const born = births.map(bornForms).filter((form) => form !== undefined);
  const named = names.flatMap(placesOfName);
  return (plain, { sameSender }) => {
    if (telling.some((number) => hasWord(plain, number))) return true;
    if (sameSender && references.some((reference) => hasWord(plain, reference))) return true;
    const places = named.flatMap((find) => find(plain));
    if (places.length === 0) return false;
    const beside = [
      ...born.flatMap((form) => [...plain.matchAll(form)].map(({ index }) => index)),
      ...short.flatMap((number) => placesOf(plain, number, /^\d+$/.test(number) ? isCell : isWord)),
    ];
    return places.some((name) => beside.some((at) => Math.abs(at - name) <= BESIDE));
  };
}

/** One width, one case, one dash, no escapes of JSON, nothing that nobody sees: texts are compared in this form. */
export function folded(text: string): string {
  const plain = text.includes('\\')
    ? text.replace(/\\u([\da-f]{4})|\\([/"\\])/gi, (_all, hex?: string, mark?: string) =>
        hex === undefined ? (mark ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
  return plain
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[‐‑–−]/g, '-')
    .toLowerCase();
}

/** Whether a number can be nobody else's by its length; of digits alone a shorter one is a postal code, an amount, or a day. */
function isTelling(number: string): boolean {
  if (/^(\d{4}[-/.]\d\d?[-/.]\d\d?|(.)\2*)/.exec(number)?.[0] === number) return false;
  return number.length >= (/\p{L}/u.test(number) && /\d/.test(number) ? 8 : 10);
}

/** Whether a number says something beside a name. */
function isShort(number: string): boolean {
  return number.length >= 3 && !isTelling(number);
}

/** How a name may stand in a text: as one, or its parts close together, in either order. */
function placesOfName(name: JsonObject): ((plain: string) => number[])[] {
  const [family, given] = [folded(textIn(name.family)), textsIn(name.given).map(folded)];
  const parts = folded(textIn(name.text))
    .split(/[\s,·]+/)
    .filter(Boolean);
  const [first = ''] = given;
  return [
    ...(parts.length === 0 ? [] : [whole(parts)]),
    ...(family === '' || first === ''
      ? [whole([family, ...given].filter(Boolean))]
      : [whole([family + given.join('')]), together(family, first)]),
  ];
}

/** A name in one or more words. One word alone, which is no Chinese name, has to be all that stands there. */
function whole(parts: readonly string[]): (plain: string) => number[] {
  const [first = '', ...others] = parts;
  const last = others.at(-1);
  if (last !== undefined) return together(first, last);
  if (first === '') return () => [];
  const chinese = /^\p{Script=Han}{2,}$/u.test(first);
  return (plain) => placesOf(plain, first, chinese ? isChineseName : isCell);
}

function together(one: string, other: string): (plain: string) => number[] {
  return (plain) => {
    const others = placesOf(plain, other, isWord);
    if (others.length === 0) return [];
    return placesOf(plain, one, isWord).filter((at) =>
      others.some((there) => there !== at && Math.abs(there - at) <= TOGETHER),
    );
  };
}

/** A birth date in the forms in which tables, programs and letters write it; of a month, as FHIR does; a year is nobody's. */
function bornForms(born: string): RegExp | undefined {
  const [, year, month = '', day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(born) ?? [];
  if (year === undefined) return undefined;
  if (day === undefined) return new RegExp(`(?<!\\d)${year}-${month}(?!-?\\d)`, 'g');
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`];
  const named = MONTHS[Number(month) - 1] ?? m;
  const forms = [
    `${year}\\s*[-/.年]\\s*${m}\\s*[-/.月]\\s*${d}`,
    `${year}${month}${day}`,
    `${d}[-/.]${m}[-/.]${year}`,
    `${m}[-/.]${d}[-/.]${year}`,
    `${d}[-.\\s]{0,2}${named}[a-z]*[-.,\\s]{0,2}${year}`,
    `${named}[a-z]*[-.\\s]{0,2}${d}(?:st|nd|rd|th)?[-.,\\s]{0,2}${year}`,
  ];
  return new RegExp(`(?<!\\d)(?:${forms.join('|')})(?!\\d)`, 'g');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What stands before and behind a place. */
type Fits = (before: string, behind: string) => boolean;

function hasWord(plain: string, word: string): boolean {
  return placesOf(plain, word, isWord).length > 0;
}

function placesOf(plain: string, word: string, fits: Fits): number[] {
  const places: number[] = [];
  for (let at = plain.indexOf(word); at >= 0 && places.length < PLACES; at = plain.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (fits(plain.slice(Math.max(at - 2, 0), at), plain.slice(end, end + 2))) places.push(at);
  }
  return places;
}

/** No letter or digit before and behind it. */
const isWord: Fits = (before, behind) => !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(behind);

/** All that stands between two marks. */
const isCell: Fits = (before, behind) => /(^|[,;:|"'\t\r\n]) ?$/.test(before) && /^ ?($|[,;:|"'\t\r\n])/.test(behind);

/** Chinese has no spaces: a title or verb may stand before and behind, a further character makes it another name. */
const isChineseName: Fits = (before, behind) =>
  !/[a-z\p{N}]$/u.test(before) && (!/^[\p{L}\p{N}]/u.test(behind) || /^[男女先于因的同]/.test(behind));
