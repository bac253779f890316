/** What the outside world gives: passed in everywhere, so that a whole clinic can run in one process from one seed. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export interface Random {
  /** `length` unpredictable bytes (predictable ones in a simulation). */
  bytes(length: number): Uint8Array;
}
