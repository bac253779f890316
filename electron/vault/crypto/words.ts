/** The recovery phrase (BIP-39, 24 words) and the words that people compare. */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { boxKeyPair, derive, hash, type KeyPair, signKeyPair } from '../../../shared/crypto/sodium.ts';

export type WordLocale = 'zh-CN' | 'en';

const ENTROPY_BYTES = 32;
const COMPARED_WORDS = 6;
const BITS_PER_WORD = 11;

export interface RootKeys {
  readonly sign: KeyPair;
  readonly box: KeyPair;
}

/** The phrase for 32 random bytes, in the clinic's language. */
export function recoveryPhrase(entropy: Uint8Array, locale: WordLocale): string {
  return entropyToMnemonic(entropy, listOf(locale));
}

/** The 32 bytes of a phrase in either language, however it is spaced; null if a word or the checksum is wrong. */
export function recoveryEntropy(phrase: string): Uint8Array | null {
  const text = phrase.trim().normalize('NFKD');
  const candidates = [
    { words: text.toLowerCase().split(/\s+/), list: english },
    { words: [...text.replace(/\s+/g, '')], list: chinese },
  ];
  for (const { words, list } of candidates) {
    try {
      const entropy = mnemonicToEntropy(words.join(' '), list);
      if (entropy.length === ENTROPY_BYTES) return entropy;
    } catch {
      // not a phrase of this list: try the other
    }
  }
  return null;
}

/** The clinic's root: signing and box keys that follow from the phrase alone. */
export function rootKeys(entropy: Uint8Array): RootKeys {
  return {
    sign: signKeyPair(derive(entropy, 'xinglin/root/v1/sign')),
    box: boxKeyPair(derive(entropy, 'xinglin/root/v1/box')),
  };
}

/** Six words (66 bits) that two screens show for the same public keys. */
export function comparedWords(parts: readonly Uint8Array[], locale: WordLocale): string {
  const digest = hash('xinglin/compared-words/v1', parts);
  let bits = 0n;
  for (const byte of digest.subarray(0, 9)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 72n - BigInt(COMPARED_WORDS * BITS_PER_WORD);
  const list = listOf(locale);
  const words = Array.from({ length: COMPARED_WORDS }, (_, i) => {
    const index = Number((bits >> BigInt((COMPARED_WORDS - 1 - i) * BITS_PER_WORD)) & 2047n);
    return list[index] as string;
  });
  return words.join(' ');
}

/** Words of the list by their numbers (0 to 2047). */
export function wordsOf(indexes: readonly number[], locale: WordLocale): string {
  const list = listOf(locale);
  return indexes.map((index) => list[index] ?? '').join(' ');
}

/** The numbers of words in either language, as a person may type them or a scanner give them; undefined for each that is on no list. */
export function wordIndexes(text: string): (number | undefined)[] {
  const plain = text.normalize('NFKD').toLowerCase();
  const han = plain.match(/\p{Script=Han}/gu);
  const [words, list] = han ? [han, chinese] : [plain.match(/\p{L}+/gu) ?? [], english];
  return words.map((word) => {
    const index = list.indexOf(word);
    return index < 0 ? undefined : index;
  });
}

/** Words as a person may type them: spacing and case do not matter. */
export function sameWords(a: string, b: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s,，、-]+/g, '');
  return plain(a) === plain(b);
}

function listOf(locale: WordLocale): string[] {
  return locale === 'zh-CN' ? chinese : english;
}
