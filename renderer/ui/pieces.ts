/** What differs between two texts, in pieces that people read as one. */
import { diffArrays } from 'diff';

export interface Piece {
  readonly text: string;
  readonly added: boolean;
  readonly removed: boolean;
}

/** A number or a date is one piece: half of one marked says nothing. */
const NUMBERS = /(\d+(?:[.,:/-]\d+)*)/;

function pieces(text: string, locale: string): string[] {
  // a Chinese text has no spaces between its words
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  return text
    .split(NUMBERS)
    .flatMap((part, index) => (index % 2 === 1 ? [part] : [...words.segment(part)].map(({ segment }) => segment)));
}

/** The pieces of both texts in their order: common ones, taken out, put in. */
export function differenceOf(before: string, after: string, locale: string): Piece[] {
  return diffArrays(pieces(before, locale), pieces(after, locale)).map(({ value, added, removed }) => ({
    text: value.join(''),
    added: added === true,
    removed: removed === true,
  }));
}
