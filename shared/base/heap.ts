/**
 * How large V8 lets the part of a heap grow where objects are young. By itself that is up to two halves of 32 MB for each thread, and the vault
 * has several: they fill with what nobody needs any more before anything is collected.
 */
export const SEMI_SPACE_MB = 4;

/** The same for a thread, whose limit counts three such halves. */
export const YOUNG_GENERATION_MB = 3 * SEMI_SPACE_MB;
