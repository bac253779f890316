/** What is known of records that were just made here, so that nothing of them is read again. */
import type { JsonObject } from '../../../shared/records/json.ts';

export interface KnownCreation {
  /** What the canonical JSON says; numbers may have lost their text. */
  readonly resource: JsonObject;
  /** Digest of the canonical JSON, for a later import. */
  readonly digest: Uint8Array;
}

/** By canonical JSON that whoever made it has just written, with nothing in it that a record may not have. Of others nothing is known. */
export type KnownCreations = ReadonlyMap<string, KnownCreation>;
