/** Addresses, places and whatever else is text. */
import { HAN } from '../../../../shared/records/han.ts';
import { compact, normalText } from '../../storage/search-normal.ts';
import { type Kind, Level, type Value } from './contract.ts';
import { oneSlip, similarity } from './edits.ts';

const CLOSE = 0.92;
const LOOSE = 0.8;
const LONGEST = 200;

function readText(text: string): Value | undefined {
  const normal = normalText(text.slice(0, LONGEST));
  const words = normal.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  const key = words.join(' ');
  if (key === '') return undefined;
  // Chinese addresses have no spaces: two characters at a time
  return { key, sound: '', words: HAN.test(key) ? pairsOf(compact(normal)) : words };
}

function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.length < 3
    ? [text]
    : characters.slice(1).map((character, before) => `${characters[before] ?? ''}${character}`);
}

function compareTexts(a: Value, b: Value): number {
  if (a.key === b.key) return Level.exact;
  const near = similarity(a.key, b.key);
  if (near >= CLOSE || oneSlip(a.key, b.key)) return Level.close;
  const shared = overlap(a.words, b.words);
  if (shared >= 0.8) return Level.close;
  return near >= LOOSE || shared >= 0.5 ? Level.loose : Level.far;
}

/** Part of the shorter one's words that stand in the other too; nothing where one says a single word only. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 2) return 0;
  const known = new Set(long);
  return short.filter((word) => known.has(word)).length / short.length;
}

export const text: Kind = {
  read: readText,
  compare: compareTexts,
  expected: [0.2, 0.05, 0.13, 0.6, 0.02],
  shared: true,
};

function compareEmails(a: Value, b: Value): number {
  if (a.key === b.key) return Level.exact;
  const [local = '', otherLocal = ''] = [a.words[0], b.words[0]];
  if ((local === otherLocal && local.length > 2) || oneSlip(a.key, b.key) || similarity(a.key, b.key) >= 0.95)
    return Level.close;
  return similarity(local, otherLocal) >= 0.9 ? Level.loose : Level.far;
}

export const email: Kind = {
  read: (raw) => {
    const key = normalText(raw).replace(/\s+/g, '');
    return key === '' ? undefined : { key, sound: '', words: [key.split('@')[0] ?? ''] };
  },
  compare: compareEmails,
  expected: [0.15, 0.03, 0.12, 0.7, 0],
  shared: true,
};

const MALE = /^(?:m|male|man|男|1)/;
const FEMALE = /^(?:f|female|woman|女|2)/;

export const sex: Kind = {
  read: (raw) => {
    const normal = normalText(raw).trim();
    const key = FEMALE.test(normal) ? 'female' : MALE.test(normal) ? 'male' : '';
    return key === '' ? undefined : { key, sound: '', words: [] };
  },
  compare: (a, b) => (a.key === b.key ? Level.exact : Level.far),
  expected: [0.03, 0, 0, 0.97, 0],
  shared: false,
};
