/**
 * What linkage compares. A person is a list of fields, each with any number of values; a pair of persons is a level of agreement
 * per field. Pure: the same for a table of anybody's and for the patients of a clinic.
 */

/** How much two values agree. Stored in models as places of lists: never renumber. */
export const Level = {
  /** One of the two says nothing: neither for nor against. */
  missing: -1,
  far: 0,
  /** Something in common: an initial, the same year, some of the words. */
  loose: 1,
  /** A slip of the pen or of the ear: one letter, one digit, day and month swapped, the same sound. */
  close: 2,
  exact: 3,
  /** The value stands in the other's neighbouring field: given and family name swapped. */
  crossed: 4,
} as const;

/** How many levels there are beside `missing`. */
export const LEVELS = 5;

/**
 * Of two in one household so many agree exactly in what is their own. Beliefs, not learned: about one birth in 80 is of twins, and some
 * sons have their father's name.
 */
export const ALIKE: Readonly<Partial<Record<KindName, number>>> = { birth: 0.01, given: 0.01 };

export type KindName =
  | 'given'
  | 'family'
  | 'birth'
  | 'identifier'
  | 'phone'
  | 'email'
  | 'address'
  | 'place'
  | 'code'
  | 'sex'
  | 'text';

/** A value made ready to be compared. */
export interface Value {
  /** What two equal values have in common, and by which their frequency is counted. */
  readonly key: string;
  /** How it sounds: pinyin without tones of a Chinese name, the key itself of any other; a resident's identity number in its short form. */
  readonly sound: string;
  readonly words: readonly string[];
}

/** How values of one kind are read and compared. */
export interface Kind {
  /** Undefined for a text that says nothing. */
  read(text: string): Value | undefined;
  /** A level other than `missing` and `crossed`. */
  compare(a: Value, b: Value): number;
  /**
   * What is expected of two entries of one person before any data are seen, by level; training weighs it as much as
   * `PRIOR_PAIRS` pairs (train.ts).
   */
  readonly expected: readonly number[];
  /** Whether people of one household share it. */
  readonly shared: boolean;
}

export interface Field {
  readonly name: string;
  readonly kind: KindName;
}

/** Values of each field, in the order of the fields. */
export type Person = readonly (readonly Value[])[];
