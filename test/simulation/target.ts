/** Whom a hostile endpoint lies to. */

/** Who is lied to, and who else there is, by their devices. */
export interface Target {
  readonly victim: Uint8Array;
  readonly writer: Uint8Array;
}
