/** What a format of exchange is. One folder per format; `registry.ts` lists them all. */
import type { ImportProblem } from '../../../shared/bridge/exchange.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Aside, Gone, ImportSink, Incoming, SourceId } from '../records/incoming.ts';
import type { Reader } from '../storage/database.ts';
import type { Notes } from '../storage/notes.ts';

/** One file of an import. */
export interface SourceFile {
  readonly path: string;
  /** Base name, for problems: paths may carry a patient's name higher up, and are no one's business. */
  readonly name: string;
  /** Bytes on disk (compressed ones where it is compressed). */
  readonly size: number;
  /** When it was changed last, milliseconds. */
  readonly changed: number;
  /** What is in it, where that stands in memory alone and on no disk: a text of the repair list. */
  readonly text?: string;
  /** Its resources as a manifest counts them. */
  readonly expected?: number | undefined;
  /** A manifest lists it as one of what the sender deleted. */
  readonly deleted?: true;
  /** Types whose records a manifest says to stand beside the documents that hold them. */
  readonly beside?: readonly string[] | undefined;
}

export interface FoundFiles {
  /** Each file once, in a fixed order: folders' files sorted by path. */
  readonly files: SourceFile[];
  readonly problems: ImportProblem[];
  /** What is told, but kept nothing out. */
  readonly notices?: ImportProblem[];
}

/**
 * What an import gives to a format that reads its files. What is handed over goes in batches, in the order in which it comes: a
 * promise is to be awaited before more is handed over. The same files must be read in the same order each time: an import that
 * was cut off goes on by counting.
 */
export interface ImportContext extends Pick<ImportSink, 'findByIdentifier' | 'isRedacted' | 'here'> {
  /** The sending system that the user chose; undefined: the data says. */
  readonly system: string | undefined;
  /** Resources with errors wait in the repair list. */
  readonly holdInvalid: boolean;
  /** What the sender deleted goes here, too. */
  readonly deletions: boolean;
  /** Cleans a resource of a sending system before it is judged and compared; as it came, where nobody chose a rule. */
  clean(resource: JsonObject, system: string): JsonObject;
  /** The format's own choices, which it parses. */
  readonly settings: unknown;
  /** What it remembers while it reads: memory does not grow with the files. */
  readonly notes: Notes;
  /** Documents of more bytes are read in parts; undefined: of the longest line that is read. */
  readonly held: number | undefined;
  /** Aborted when the user cancels; looked at between batches. */
  readonly signal: AbortSignal;
  /** Hands a resource over. */
  add(incoming: Incoming): Promise<void> | undefined;
  /** Hands a deletion by the sender over. */
  remove(gone: Gone): Promise<void> | undefined;
  /** Notes that what is handed over refers to this by type and id. */
  refer(source: SourceId, id: string): void;
  /** Notes a resource that came before in this import, with the same contents. */
  repeated(type: string): void;
  /**
   * Notes something that did not come in. `rejects` (default 1): how many resources that is, 0 for a mere notice. `raw`: the text
   * that it was read from, which is kept so that it can be mended.
   */
  problem(problem: ImportProblem, rejects?: number, raw?: string): Promise<void> | undefined;
  /** Notes what is found in a resource that comes in all the same, or waits (`rejects` 1). */
  aside(aside: Aside): Promise<void> | undefined;
  /** Notes that so many more bytes of the files were read. */
  read(bytes: number): void;
}

export interface ExportOptions {
  /** Folder, made where it is missing. */
  readonly out: string;
  /** Resource types; undefined: all that there are. */
  readonly types?: readonly string[] | undefined;
  /** Id of the one patient whose chart is meant. */
  readonly patient?: string | undefined;
  /** Our ids, or those that imported resources came with (references too). */
  readonly ids: 'own' | 'original';
  /** FHIR files compressed, each named `.gz`. */
  readonly gzip?: boolean | undefined;
  /** When it was asked for, milliseconds. */
  readonly at: number;
  readonly signal: AbortSignal;
  /** Resources written so far. */
  onProgress(done: number): void;
}

export interface ExportReport {
  readonly files: string[];
  readonly resources: number;
}

/** How files of a format are read. */
export interface ImportFormat {
  /** What files of the format say of other files: those that are to be read in the place of `found`. */
  readonly follow?: (found: FoundFiles) => Promise<FoundFiles>;

  /** Endings of its files' names in lower case, `.gz` aside: what is taken from a folder. A file that is named is read in any case. */
  readonly endings: readonly string[];
  /** Reads the files and writes what is in them. Problems go to the context; raises what ends the import (disk-full, cancelled). */
  read(files: readonly SourceFile[], context: ImportContext): Promise<void>;
}

/** How files of a format are written. Raises already-exists, file-unwritable, disk-full, cancelled, not-found. */
export type ExportFormat = (reader: Reader, options: ExportOptions) => Promise<ExportReport>;
