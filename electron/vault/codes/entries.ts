/** What the finder looks through: an entry of a list with everything that it is found by, made once. */
import type { CodeHit } from '../../../shared/bridge/codes.ts';
import { HAN } from '../../../shared/records/han.ts';
import { termReading } from '../records/pinyin.ts';
import { compact, normalText } from '../storage/search-normal.ts';

/** A line of a list. */
export interface Listed extends Omit<CodeHit, 'used'> {
  /** Other words for it, in either language. */
  readonly also: readonly string[];
}

/** A Chinese name and how it is read. */
interface Reading {
  readonly text: string;
  readonly initials: string;
  readonly pinyin: string;
  /** Where in `pinyin` its syllables begin. */
  readonly starts: ReadonlySet<number>;
}

export interface Entry {
  readonly listed: Listed;
  /** `system|code`, as records carry it. */
  readonly key: string;
  readonly code: string;
  /** Whole names, letters and digits only. */
  readonly names: ReadonlySet<string>;
  readonly chinese: readonly Reading[];
  /** English words, the first word of each name apart. */
  readonly first: readonly string[];
  readonly words: readonly string[];
  /** Bits (`letterBit`) of what any word, syllable or the code begins with: most entries are passed over by them alone. */
  readonly letters: number;
}

/** One bit for a letter of a to z, one for all else. */
export function letterBit(text: string): number {
  const place = text.charCodeAt(0) - 97;
  return 1 << (place >= 0 && place < 26 ? place : 26);
}

/** A code as it is compared: small letters and digits, `J06.9` as `j069`. */
function codeText(code: string): string {
  return compact(normalText(code));
}

/** Makes what a line is found by. */
export function entryOf(listed: Listed): Entry {
  const { system, code, zh, en, also } = listed;
  const names = [zh, en, ...also].filter((name) => name !== undefined).map(normalText);
  const latin = names.filter((name) => !HAN.test(name)).map((name) => name.split(/[^\p{L}\p{N}]+/u).filter(Boolean));
  const chinese = names.filter((name) => HAN.test(name)).map(readingOf);
  const first = latin.flatMap((words) => spellings(words[0] ?? ''));
  const words = latin.flatMap((rest) => rest.slice(1).flatMap(spellings));
  const begun = [codeText(code), ...first, ...words, ...chinese.flatMap(({ initials }) => [...initials])];
  return {
    listed,
    key: `${system}|${code}`,
    code: codeText(code),
    names: new Set(names.map(compact)),
    chinese,
    first,
    words,
    letters: begun.reduce((bits, text) => bits | letterBit(text), 0),
  };
}

/** A word, and as Americans write it: oedema edema, anaemia anemia. */
function spellings(word: string): string[] {
  const american = word.replace(/[ao]e/g, 'e').replace(/our\b/g, 'or');
  return american === word ? [word] : [word, american];
}

function readingOf(name: string): Reading {
  const text = compact(name);
  const starts = new Set<number>();
  let pinyin = '';
  let initials = '';
  for (const syllable of termReading(text)) {
    starts.add(pinyin.length);
    pinyin += syllable;
    initials += syllable.charAt(0);
  }
  return { text, initials, pinyin, starts };
}
