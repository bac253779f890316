/** What one round of the sync bench gives, the same for the vaults and for the raw pipeline. */
export interface SyncRound {
  /** Records per second into the database of the workstation that sends. */
  readonly written: number;
  /** Records per second. */
  readonly up: number;
  readonly down: number;
  /** On the wire, both ways, heads of HTTP included. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly idleMs: number;
  readonly idleBytes: number;
  readonly idleRequests: number;
  /** From the call that saves until the other workstation has it. */
  readonly changeMs: number;
  /** From the call that saves until the other's window is told to draw again; 0 for the raw pipeline, which has none. */
  readonly toldMs: number;
}

/** Idle syncs, and single changes, of one round. */
export const IDLES = 20;
export const CHANGES = 10;

export function perSecond(count: number, ms: number): number {
  return (count / ms) * 1000;
}
