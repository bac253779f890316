/** What a mistyped word of the patient search may have meant. */
import { HAN } from '../../../shared/records/han.ts';
import type { Reader } from '../storage/database.ts';
import { TokenKind, type Word } from '../storage/search.ts';
import { knownBeginnings, knownTokens, searchWordsAfter } from '../storage/search-words.ts';
import { makeVocabulary, type NearWord, type Vocabulary } from './near-words.ts';
import { nameReadings } from './pinyin.ts';

/** Typed words are corrected from so many characters on, and by two edits from so many. */
const SHORTEST = 4;
const TWO_EDITS = 8;
/** Of a Chinese name one character may be wrong; of two the other would stand for thousands. */
const SHORTEST_HAN = 3;
/** From so many digits on the beginning of a number is corrected, before only a whole one: a date has eight. */
const LONG_NUMBER = 8;
/** Corrections of one word that are looked up. */
const MOST = 8;

/** Whether a token is a word that typos are looked for in: of a name, not its initials, no number. */
export function isNameWord(token: string, kind: number): boolean {
  if ((kind !== TokenKind.whole && kind !== TokenKind.part) || /\d/.test(token)) return false;
  if (HAN.test(token)) return kind === TokenKind.whole && token.length >= SHORTEST_HAN;
  return token.length >= SHORTEST - 1;
}

/** What a typed word may have meant with so many (1 or 2) edits, the nearest first; [] for nothing. */
export function corrections(reader: Reader, [typed]: Word, edits: number): string[] {
  if (HAN.test(typed)) return edits === 1 ? unique([...misread(reader, typed), ...homophones(typed)], typed) : [];
  if (typed.includes('@') || typed.length < (edits === 1 ? SHORTEST : TWO_EDITS)) return [];
  if (/\d/.test(typed)) return edits === 1 ? misdialled(reader, typed) : [];
  return unique(nearWords(reader, typed, edits), typed);
}

function unique(words: readonly string[], typed: string): string[] {
  return [...new Set(words)].filter((word) => word !== typed).slice(0, MOST);
}

/** Names with one other character. */
function misread(reader: Reader, typed: string): string[] {
  return [...typed].length < SHORTEST_HAN ? [] : nearWords(reader, typed, 1);
}

/** Whoever is called the same, in other characters: 张健 for 张建. */
function homophones(typed: string): string[] {
  return [...typed].length < 2 ? [] : nameReadings(typed).map((reading) => reading.join(''));
}

/** Numbers with one other digit, one too many or too few, or two swapped, as far as there are any. */
function misdialled(reader: Reader, typed: string): string[] {
  const edited = new Set<string>();
  for (let at = 0; at <= typed.length; at += 1) {
    const [head, tail] = [typed.slice(0, at), typed.slice(at)];
    for (const digit of '0123456789') {
      edited.add(head + digit + tail);
      if (tail !== '') edited.add(head + digit + tail.slice(1));
    }
    if (tail !== '') edited.add(head + tail.slice(1));
    if (tail.length > 1) edited.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
  }
  edited.delete(typed);
  const known = typed.length < LONG_NUMBER ? knownTokens : knownBeginnings;
  return known(reader, [...edited]).slice(0, MOST);
}

function nearWords(reader: Reader, typed: string, edits: number): string[] {
  const near: NearWord[] = vocabulariesOf(reader).flatMap((words) => words.near(typed, edits, MOST));
  return near.sort((a, b) => a.edits - b.edits).map(({ text }) => text);
}

/** Words that came since are looked through by themselves until there are so many. */
const MOST_NEW = 2000;

interface Known {
  /** Number of the last word that is known. */
  readonly last: number;
  readonly all: Vocabulary;
  readonly recent: readonly string[];
  readonly recentWords: Vocabulary;
}
const NONE = makeVocabulary([]);
const known = new WeakMap<Reader, Known>();

/** All words of names, read once and then only what came since. A word that is gone finds nobody. */
function vocabulariesOf(reader: Reader): Vocabulary[] {
  const before = known.get(reader) ?? { last: 0, all: NONE, recent: [], recentWords: NONE };
  const { words, last } = searchWordsAfter(reader, before.last);
  const now = last === before.last ? before : grown(reader, before, words, last);
  known.set(reader, now);
  return [now.all, now.recentWords];
}

function grown(reader: Reader, before: Known, words: readonly string[], last: number): Known {
  const recent = [...before.recent, ...words].sort();
  if (recent.length <= MOST_NEW) return { ...before, last, recent, recentWords: makeVocabulary(recent) };
  const all = before.last === 0 ? words : searchWordsAfter(reader, 0).words;
  return { last, all: makeVocabulary(all), recent: [], recentWords: NONE };
}
