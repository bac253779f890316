/** What an import hands to the records, whatever format it came in. */
import type { ImportProblem } from '../../../shared/bridge/exchange.ts';
import type { Finding } from '../../../shared/quality/finding.ts';

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
  /** Base name of the file that it came in. */
  readonly file?: string;
  /** References by condition as the sender has them, by those that stand in their place. */
  readonly said?: Readonly<Record<string, string>>;
  /** A record of this clinic as somebody has changed it in a table: an edit of what stands here, and nothing of a sender's. */
  readonly edit?: true;
}

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What became of a batch, of each type, too. */
export interface ImportOutcome extends ImportCounts {
  readonly types: Readonly<Record<string, ImportCounts>>;
}

/** Something that did not come in, or came in with faults, and the text that it was read from. */
export interface Aside {
  readonly problem: ImportProblem;
  /** How many resources did not come in for it. */
  readonly rejects: number;
  /** Line, entry, or row with its header as it came; undefined where there is no text (a file that cannot be opened, bytes that are none). */
  readonly raw?: string | undefined;
  /** What was found in a resource: one that came in all the same, where `record` names it. */
  readonly findings?: readonly Finding[] | undefined;
  readonly record?: { readonly type: string; readonly id: string } | undefined;
  /** Of a row of a table: the column that is wrong. */
  readonly column?: string | undefined;
}

export interface Batch {
  readonly resources: readonly Incoming[];
  /** Resources that were only referred to, with the ids given to them, so that an export can give the original references back. */
  readonly referred: readonly { source: SourceId; id: string }[];
  /** Resources that the sender says are deleted there; only where the user chose that they go here, too. */
  readonly deleted?: readonly Gone[];
  /** What did not come in since the batch before. */
  readonly asides?: readonly Aside[];
}

/** A deletion by a sender. */
export interface Gone {
  readonly file?: string;
  readonly type: string;
  readonly id: string;
  readonly source: SourceId;
}

/** What is known of records that a table speaks of. */
export interface KnownRecords {
  /** IANA zone of the clinic. */
  readonly timeZone: string;
  /** Canonical JSON of what its sender said last; undefined for a record that is not here, or not any more. */
  said(type: string, id: string): string | undefined;
  /** Canonical JSON of what stands here; undefined for nothing. */
  current(type: string, id: string): string | undefined;
  /** Why a record may not be edited any more; undefined where it may. */
  locked(type: string, id: string): 'signed' | 'append-only' | undefined;
}

export interface ImportSink {
  /**
   * One durable transaction. Compares each resource with the last import from its system: unchanged there changes
   * nothing here; what was edited here since is merged, not reverted.
   */
  write(batch: Batch): ImportOutcome | Promise<ImportOutcome>;
  /** Our id of the one resource that carries this identifier (any system where `system` is undefined); undefined for none or several. */
  findByIdentifier(type: string, system: string | undefined, value: string): string | undefined;
  readonly here: KnownRecords;
  /** Whether an owner redacted the record of this id: what comes for it again is left out, and its sender is told. */
  isRedacted(type: string, id: string): boolean;
}
