/** Finding commands by what they are called in either language, or by the pinyin of that. */

/** Syllables of a Chinese text; nothing before the library is there. */
export type Readings = (text: string) => readonly string[];

/** What a command can be found by. */
export interface Findable {
  /** Its names, in any language. */
  readonly names: readonly string[];
  /** Other words for it, in any language. */
  readonly also: readonly string[];
}

/** Ranks by pinyin: all initials, from the first syllable on, from a later one. */
const PINYIN_WHOLE = 3;
const PINYIN = 4;
const PINYIN_INSIDE = 6;

const HAN = /\p{Script=Han}/u;

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** All words of the text begin words of the name, or stand in it where they are Chinese. */
function holdsAll(name: string, typed: readonly string[]): boolean {
  const words = wordsOf(name);
  return typed.every((each) => words.some((word) => (HAN.test(each) ? word.includes(each) : word.startsWith(each))));
}

function byPinyin(name: string, letters: string, readings: Readings): number | undefined {
  if (!HAN.test(name)) return undefined;
  const syllables = readings(plain(name)).map(plain);
  const initials = syllables.map((syllable) => syllable[0] ?? '').join('');
  if (initials.startsWith(letters)) return initials === letters ? PINYIN_WHOLE : PINYIN;
  for (let at = 0; at < syllables.length; at += 1)
    if (syllables.slice(at).join('').startsWith(letters)) return at === 0 ? PINYIN : PINYIN_INSIDE;
  return initials.includes(letters) && letters.length > 1 ? PINYIN_INSIDE : undefined;
}

/**
 * How well a text finds something: 0 is best, undefined is not at all. Words may come in any order and may be begun only;
 * Latin letters are also read as pinyin (tongbu) or its initials (tb).
 */
export function matchRank(text: string, { names, also }: Findable, readings: Readings): number | undefined {
  const typed = wordsOf(text);
  if (typed.length === 0) return undefined;
  const whole = plain(text);
  const letters = typed.join('');
  const ranks: number[] = [];
  for (const name of names) {
    if (plain(name) === whole) ranks.push(0);
    else if (plain(name).startsWith(whole)) ranks.push(1);
    else if (holdsAll(name, typed)) ranks.push(2);
    const spoken = /^[a-z]+$/.test(letters) ? byPinyin(name, letters, readings) : undefined;
    if (spoken !== undefined) ranks.push(spoken);
  }
  for (const words of also) {
    if (holdsAll(words, typed)) ranks.push(5);
    const spoken = /^[a-z]{2,}$/.test(letters)
      ? words.split(/[\s,，、]+/).map((word) => byPinyin(word, letters, readings))
      : [];
    if (spoken.some((rank) => rank !== undefined && rank < PINYIN_INSIDE)) ranks.push(7);
  }
  return ranks.length > 0 ? Math.min(...ranks) : undefined;
}

/** Those that a text finds, best first, otherwise in their order. */
export function findIn<T>(all: readonly T[], text: string, findable: (one: T) => Findable, readings: Readings): T[] {
  return all
    .flatMap((one) => {
      const rank = matchRank(text, findable(one), readings);
      return rank === undefined ? [] : [{ one, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}
