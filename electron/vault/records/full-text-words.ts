/**
 * Words of full text, the same for what is indexed and for what is searched: lower case, without accents, Chinese simplified
 * and character by character. So 高血压 is three words, and is found where the three stand together.
 */
import { normalText } from '../storage/search-normal.ts';

/** One Chinese character, or letters and digits of any other script. */
const WORD = /\p{Script=Han}|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv;
const ASCII = /^[\t\n\r -~]*$/;
const HAN_FIRST = /^\p{Script=Han}/u;

/** Stands between two texts of a record, so that no phrase is found across them: a private character, a word to the index. */
const BETWEEN = ' \uE000 ';
/** Characters of one record's texts that are indexed. A book is no note. */
const LONGEST = 200_000;
/** More phrases than anybody types; the rest is left out. */
const MOST_PHRASES = 12;

/** A word of a text, and where it stands there. */
interface PlacedWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Words in a row; of the last one only the beginning may be typed. */
export interface Phrase {
  readonly words: readonly [string, ...string[]];
  readonly beginning: boolean;
}

/** What is put into the index for the texts of a record. */
export function indexedWords(texts: readonly string[]): string {
  const words: string[] = [];
  let length = 0;
  for (const text of texts) {
    const piece = text.slice(0, LONGEST - length);
    // the index itself splits and folds ASCII
    words.push(ASCII.test(piece) ? piece : wordsOf(piece));
    length += piece.length;
    if (length >= LONGEST) break;
  }
  return words.join(BETWEEN);
}

/** Texts that come again and again (diagnoses, dosages), with their words: an import spends half as long on them. */
const repeated = new Map<string, string>();
const LONGEST_REPEATED = 60;
const MOST_REPEATED = 4000;

function wordsOf(text: string): string {
  const known = repeated.get(text);
  if (known !== undefined) return known;
  const words = (normalText(text).match(WORD) ?? []).join(' ');
  if (text.length <= LONGEST_REPEATED) {
    if (repeated.size >= MOST_REPEATED) repeated.clear();
    repeated.set(text, words);
  }
  return words;
}

/** What is looked for: a phrase for each piece of the text between spaces. Empty for a text without a letter or digit. */
export function phrasesOf(text: string): Phrase[] {
  const pieces = normalText(text)
    .split(/\s+/)
    .map((piece) => piece.match(WORD) ?? [])
    .filter((words) => words.length > 0)
    .slice(0, MOST_PHRASES) as unknown as [string, ...string[]][];
  return pieces.map((words, index) => ({
    words,
    beginning:
      index === pieces.length - 1 && !HAN_FIRST.test(words.at(-1) ?? '') && /[\p{L}\p{N}\p{M}]\s*$/u.test(text),
  }));
}

/** All phrases, in FTS5's syntax: within its quotation marks stand only letters, digits and spaces. */
export function matchOf(phrases: readonly Phrase[]): string {
  return phrases.map(({ words, beginning }) => `"${words.join(' ')}"${beginning ? ' *' : ''}`).join(' AND ');
}

/** The words of a text, in their order, with the place of each. */
export function placedWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const found of text.matchAll(WORD)) {
    const to = found.index + found[0].length;
    // ½ is one character here and two words in the index
    for (const word of normalText(found[0]).match(WORD) ?? []) placed.push({ word, from: found.index, to });
  }
  return placed;
}
