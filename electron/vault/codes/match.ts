/** How well an entry matches what was typed. */
import { HAN } from '../../../shared/records/han.ts';
import { compact, normalText } from '../storage/search-normal.ts';
import { type Entry, letterBit } from './entries.ts';

/** The lower, the better. */
export type Grade = number;
/** The code or a name itself. */
const EXACT = 0;
/** The initials or the pinyin of a whole name. */
const WHOLE = 1;
const BEGINNING = 2;
/** Somewhere within. */
export const WITHIN = 3;
const NONE = 4;

interface Word {
  readonly text: string;
  readonly han: boolean;
  readonly letter: number;
}

export interface Asked {
  /** The whole text, letters and digits only. */
  readonly whole: string;
  readonly words: readonly Word[];
}

/** A typed text, made comparable. */
export function askedOf(text: string): Asked {
  const normal = normalText(text);
  const words = normal
    .split(/[\s,;，；、]+/)
    .map(compact)
    .filter(Boolean)
    .map((word) => ({ text: word, han: HAN.test(word), letter: letterBit(word) }));
  return { whole: compact(normal), words };
}

/** Whether everything that matches `asked` has matched `before`, too: one word that has grown. */
export function narrows(asked: Asked, before: Asked): boolean {
  const [word, ...others] = asked.words;
  const [old, ...more] = before.words;
  if (word === undefined || old === undefined || others.length > 0 || more.length > 0) return false;
  return word.text.startsWith(old.text);
}

/** The grade of an entry, that of the word that matches it worst; undefined where one does not. */
export function gradeOf(entry: Entry, { whole, words }: Asked): Grade | undefined {
  let worst = EXACT;
  for (const word of words) {
    const grade = gradeOfWord(entry, word);
    if (grade === NONE) return undefined;
    if (grade > worst) worst = grade;
  }
  return entry.code === whole || entry.names.has(whole) ? EXACT : worst;
}

function gradeOfWord(entry: Entry, { text, han, letter }: Word): Grade {
  if (han) return inChinese(entry, text);
  if ((entry.letters & letter) === 0) return NONE;
  const pinyin = inPinyin(entry, text);
  if (pinyin === WHOLE) return WHOLE;
  if (entry.code.startsWith(text) || begins(entry.first, text)) return BEGINNING;
  return pinyin < NONE ? pinyin : begins(entry.words, text) ? WITHIN : NONE;
}

function begins(words: readonly string[], text: string): boolean {
  for (const word of words) if (word.startsWith(text)) return true;
  return false;
}

function inChinese({ chinese }: Entry, word: string): Grade {
  let best = NONE;
  for (const { text } of chinese) {
    const at = text.indexOf(word);
    if (at >= 0) best = Math.min(best, at === 0 ? BEGINNING : WITHIN);
  }
  return best;
}

function inPinyin({ chinese }: Entry, word: string): Grade {
  let best = NONE;
  for (const { initials, pinyin, starts } of chinese) {
    if (initials === word || pinyin === word) return WHOLE;
    const at = initials.indexOf(word);
    if (at === 0 || pinyin.startsWith(word)) best = BEGINNING;
    else if (best > WITHIN && (at > 0 || hasAtSyllable(pinyin, word, starts))) best = WITHIN;
  }
  return best;
}

/** Whether the word stands in the pinyin from the beginning of a syllable on. */
function hasAtSyllable(pinyin: string, word: string, starts: ReadonlySet<number>): boolean {
  for (let at = pinyin.indexOf(word); at >= 0; at = pinyin.indexOf(word, at + 1)) if (starts.has(at)) return true;
  return false;
}
