/** How texts are made comparable for search: the same for what is indexed and for what is typed. */
import { HAN } from '../../../shared/records/han.ts';
import { simplified } from './search-simplified.ts';

/** Letters that decomposing does not take apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const ASCII = /^[ -~]*$/;
/** ASCII and the common Chinese characters and stops: nothing to fold but the case and the characters themselves. */
const PLAIN_CHINESE = /^[ -~\u3001\u3002\u4e00-\u9fff]*$/;

/** NFKC, lower case, without accents, Chinese simplified. */
export function normalText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  if (PLAIN_CHINESE.test(text)) return simplified(text.toLowerCase());
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[ßøłæœđðþı]/g, (letter) => PLAIN[letter] ?? letter);
  return HAN.test(plain) ? simplified(plain) : plain;
}

/** Letters and digits only; `text` is already normal. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Digits of a phone number without a country's +86, 0086, +1 or 001; `text` is already normal. */
export function phoneDigits(text: string): string {
  return text.replace(/^\s*(?:\+|00)\s*(?:86|1(?=[\s\d().-]{10,}$))/, '').replace(/\D+/g, '');
}
