/** What a format of exchange is. One folder per format; `registry.ts` lists them all. */
import type { ImportProblem } from '../../../shared/bridge/exchange.ts';
import type { ImportCounts, ImportSink } from '../records/incoming.ts';
import type { Reader } from '../storage/database.ts';

/** One file of an import. */
export interface SourceFile {
  readonly path: string;
  /** Base name, for problems: paths may carry a patient's name higher up, and are no one's business. */
  readonly name: string;
  /** Bytes on disk (compressed ones where it is compressed). */
  readonly size: number;
}

/** What an import gives to a format that reads its files. */
export interface ImportContext {
  readonly sink: ImportSink;
  /** The sending system that the user chose; undefined: the data says. */
  readonly system: string | undefined;
  /** Aborted when the user cancels; looked at between batches. */
  readonly signal: AbortSignal;
  /** Notes what a batch did, and of which types it was. */
  count(counts: ImportCounts, types: readonly string[]): void;
  /** Notes something that did not come in. `rejects` (default 1): how many resources that is, 0 for a mere notice. */
  problem(problem: ImportProblem, rejects?: number): void;
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
  /** Endings of its files' names in lower case, `.gz` aside: what is taken from a folder. A file that is named is read in any case. */
  readonly endings: readonly string[];
  /** Reads the files and writes what is in them. Problems go to the context; raises what ends the import (disk-full, cancelled). */
  read(files: readonly SourceFile[], context: ImportContext): Promise<void>;
}

/** How files of a format are written. Raises already-exists, file-unwritable, disk-full, cancelled, not-found. */
export type ExportFormat = (reader: Reader, options: ExportOptions) => Promise<ExportReport>;
