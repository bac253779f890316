/** What this program makes of what others write: a program in whose place an older or newer one can stand in a test. */
import { decodeBody, Op } from '../../../shared/envelope/body.ts';

export interface Understanding {
  /**
   * Goes up by one whenever this program understands what the one before it did not: a version of the body or of the tables of
   * registers, a kind of operation, a hidden register. A database that was last opened by a lower one tries again what it kept aside.
   */
  readonly version: number;
  /** A transaction's body; null for one that is malformed, or of a later version. */
  readonly body: typeof decodeBody;
  /** An operation; undefined for one that is malformed, or of a later version. */
  readonly op: (raw: unknown) => Op | undefined;
}

/** History of versions: 1 (0.1.0). 2: amendments, accepted breaches, undo, redaction. 3: users' own keys, decisions on what was kept out, the audit trail. */
export const UNDERSTANDING: Understanding = {
  version: 3,
  body: decodeBody,
  op: (raw) => Op.safeParse(raw).data,
};
