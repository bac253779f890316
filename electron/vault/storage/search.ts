/** Look-ups in the words by which patients are found (table search_token). */

/** What a token is; the lower, the better a match of it. Stored: never renumber. */
export const TokenKind = {
  /** A whole word of a name, a whole Chinese name or its whole pinyin. */
  whole: 1,
  /** Initials of a whole Chinese name. */
  initials: 2,
  identifier: 3,
  phone: 4,
  birth: 5,
  /** A name from its second character, syllable or piece on. */
  part: 6,
} as const;

/** Begins tokens that are written backwards, so that the beginning of such a token is the end of a number. */
export const REVERSED = '<';
