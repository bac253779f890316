/** Given and family names: any script, accents, hyphens, the same sound in Chinese, short forms in English. */
import { HAN } from '../../../../shared/records/han.ts';
import { nameReadings } from '../../records/pinyin.ts';
import { normalText } from '../../storage/search-normal.ts';
import { type Kind, Level, type Value } from './contract.ts';
import { oneSlip, similarity } from './edits.ts';
import { sameNickname } from './nicknames.ts';

/** From here on two names are the same but for a slip, and from there on they have much in common (Winkler 1990; splink uses 0.92 and 0.8 too). */
const CLOSE = 0.92;
const LOOSE = 0.8;

/** Characters of a name that are looked at: what is longer is no name. */
const LONGEST = 60;

/** A name or a part of one. */
function readName(text: string): Value | undefined {
  const words = normalText(text.slice(0, LONGEST))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const key = words.join('');
  if (key === '') return undefined;
  return { key, sound: HAN.test(key) ? soundOf(key) : key, words };
}

/** Pinyin as passports write it; ü becomes u, as most people type it. */
function soundOf(name: string): string {
  return (nameReadings(name)[0] ?? []).join('').replaceAll('v', 'u');
}

function compareNames(a: Value, b: Value): number {
  if (a.key === b.key) return Level.exact;
  if (a.sound === b.sound) return Level.close;
  if (HAN.test(a.key) || HAN.test(b.key)) return compareSounds(a, b);
  const [x, y] = [a.sound, b.sound];
  // single Chinese characters have too few letters for a similarity to say anything
  const near = similarity(x, y);
  if (near >= CLOSE || (Math.min(x.length, y.length) > 3 && oneSlip(x, y)) || sameWords(a.words, b.words))
    return Level.close;
  if (near >= LOOSE || isShortOf(a, b) || isShortOf(b, a) || sameNickname(a.key, b.key)) return Level.loose;
  return Level.far;
}

/**
 * Of Chinese names the characters count: brothers and sisters often share one of two, and their pinyin looks alike. What is left beside the same
 * sound is the accent of whoever wrote the pinyin, and a slip in it.
 */
function compareSounds(a: Value, b: Value): number {
  const [x, y] = [accentless(a.sound), accentless(b.sound)];
  if (x === y) return Level.close;
  const written = HAN.test(a.key) !== HAN.test(b.key);
  return written && Math.min(x.length, y.length) > 4 && oneSlip(x, y) ? Level.loose : Level.far;
}

/** Pinyin as it sounds in much of the country: zh, ch, sh without h, -ng as -n. */
function accentless(sound: string): string {
  return sound.replace(/([zcs])h/g, '$1').replace(/ng/g, 'n');
}

/** The same words in another order: Anna Maria, Maria Anna. */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 1 && a.length === b.length && a.toSorted().join(' ') === b.toSorted().join(' ');
}

/** An initial, a beginning, or one of several names. */
function isShortOf(short: Value, long: Value): boolean {
  if (short.words.length === 1 && long.words.length > 1 && long.words.includes(short.key)) return true;
  return (short.key.length === 1 || short.key.length > 2) && long.key.startsWith(short.key);
}

export const given: Kind = {
  read: readName,
  compare: compareNames,
  expected: [0.06, 0.06, 0.1, 0.76, 0.02],
  shared: false,
};

export const family: Kind = { ...given, shared: true };
