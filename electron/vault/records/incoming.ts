/** What an import hands to the records, whatever format it came in. */

/** Where a resource came from: the sending system, and its id there. */
export interface SourceId {
  readonly system: string;
  readonly type: string;
  readonly original: string;
}

/** One resource of an import, ready to be kept: our id, references rewritten to our ids. */
export interface Incoming {
  readonly type: string;
  /** Derived from the source by `importedId`. */
  readonly id: string;
  /** Canonical JSON (shared/records/json.ts) with `id` and references already ours. */
  readonly json: string;
  readonly source: SourceId;
  /** `importDigest` of `json`. */
  readonly digest: Uint8Array;
}

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ImportSink {
  /**
   * One durable transaction. Compares each resource with the last import from its system: unchanged there changes
   * nothing here; what was edited here since is merged, not reverted. `referred` names resources that were only
   * referred to, with the ids given to them, so that an export can give the original references back.
   */
  write(
    batch: readonly Incoming[],
    referred: readonly { source: SourceId; id: string }[],
  ): ImportCounts | Promise<ImportCounts>;
  /** Our id of the one resource that carries this identifier (any system where `system` is undefined); undefined for none or several. */
  findByIdentifier(type: string, system: string | undefined, value: string): string | undefined;
  /** Whether an owner redacted the record of this id: what comes for it again is left out, and its sender is told. */
  isRedacted(type: string, id: string): boolean;
}
