/** A prescription: a name that the finder knows, how it is taken in the shorthand of clinics, and what stands in the finder's list. */
export interface Prescribed {
  readonly find: string;
  readonly name: string;
  readonly sig: string;
}

/** What a doctor writes. */
export interface Written {
  readonly findings?: string;
  /** A text that the finder of diagnoses finds, and the code that is chosen from what it finds; without one it stays in words. */
  readonly diagnosis: string;
  readonly code?: string;
  readonly note?: string;
  readonly prescribed?: Prescribed;
  /** A test, as the finder of tests has it. */
  readonly test?: { readonly find: string; readonly code: string };
  /** In so many weeks. */
  readonly again?: string;
}
