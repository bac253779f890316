/** Imports files of any format that is known, and says what came in and what did not. */
import type { Result } from '../../../shared/base/result.ts';
import { ExpectedError, fail, ok } from '../../../shared/base/result.ts';
import type { ImportProblem, ImportReport } from '../../../shared/bridge/exchange.ts';
import type { ImportCleaner } from '../quality/cleaning/import.ts';
import { makeTally } from '../records/import-sink.ts';
import type { Aside, ImportOutcome, ImportSink } from '../records/incoming.ts';
import { memoryNotes, type Notes } from '../storage/notes.ts';
import { makeBatches, type Place } from './batches.ts';
import type { FoundFiles, ImportContext, ImportFormat, SourceFile } from './contract.ts';
import { findFiles } from './files.ts';
import { IMPORT_FORMATS, type ImportName } from './registry.ts';
import type { FoundFile } from './runs/run.ts';

/** Where an import that was cut off stood. */
export interface Resumed extends Place {
  /** What became of what it had handed over. */
  readonly outcome: ImportOutcome;
  /** The files as it found them; null where it had not come to them. */
  readonly files: readonly FoundFile[] | null;
}

export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly format?: ImportName | undefined;
  /** The sending system, where the user chose one; else the data says. */
  readonly system?: string | undefined;
  readonly holdInvalid?: boolean | undefined;
  readonly deletions?: boolean | undefined;
  /** Cleans what comes. */
  readonly cleaner?: ImportCleaner | undefined;
  readonly settings?: unknown;
  readonly resumed?: Resumed | undefined;
  /** In the place of `paths`: texts that stand in memory. */
  readonly sources?: readonly SourceFile[] | undefined;
  readonly sink: ImportSink;
  /** What is remembered while it reads; in memory alone, where this is left out. */
  readonly notes?: Notes | undefined;
  /** Documents of more bytes are read in parts; left out: of the longest line that is read. */
  readonly held?: number | undefined;
  /** Cancels between batches: what was written before stays, and the report says so. */
  readonly signal: AbortSignal;
  /** Hears which files were found, before anything is written. */
  onFiles?(files: readonly FoundFile[]): void;
  /** Bytes read of all bytes on disk. */
  onProgress(done: number, total: number): void;
}

/** How many problems a report names; beyond, they are counted. */
const PROBLEMS_LIMIT = 1000;

/**
 * Runs an import to its end. Bad files, lines and entries are problems of the report. What ends an import (a full disk) is
 * the failure, with `created`, `updated`, `unchanged` and `rejected` of what is safely in as its parameters: the import can go on
 * from there. Fails with import-changed where a resumed one does not find the files that it began with.
 */
export async function runImport(options: ImportOptions): Promise<Result<ImportReport>> {
  const { sink, signal, resumed } = options;
  const format: ImportFormat = IMPORT_FORMATS[options.format ?? 'fhir'];
  const {
    files,
    problems,
    notices = [],
  } = options.sources ? { files: options.sources, problems: [] } : await filesOf(format, options.paths);
  const found = files.map(({ name, size, changed }): FoundFile => ({ name, size, changed }));
  if (resumed?.files && JSON.stringify(resumed.files) !== JSON.stringify(found))
    return fail(
      'import-changed',
      'The files are not those with which this import began. Nothing was changed; import them anew: what is here already stays as it is.',
    );
  options.onFiles?.(found);

  const summed = sumUp(options);
  const batches = makeBatches({
    sink,
    signal,
    from: resumed ?? { placed: 0, problems: 0 },
    onWritten: (outcome) => summed.add(outcome),
  });
  const context = contextOf(options, files, batches, summed);
  try {
    try {
      for (const problem of problems) await context.problem(problem);
      for (const notice of notices) await context.problem(notice, 0);
      await format.read(files, context);
    } finally {
      await batches.finish();
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { created, updated, unchanged, rejected } = summed.report();
    const sums = { created, updated, unchanged, rejected };
    return { ok: false, error: { ...error.failure, params: { ...error.failure.params, ...sums } } };
  }
  const cleaned = options.cleaner ? { cleaned: options.cleaner.groups() } : {};
  return ok({ ...summed.report(), ...cleaned });
}

async function filesOf({ endings, follow }: ImportFormat, paths: readonly string[]): Promise<FoundFiles> {
  const found = await findFiles(paths, endings);
  return follow ? follow(found) : found;
}

interface Summed {
  add(outcome: ImportOutcome): void;
  repeated(type: string): void;
  problem(problem: ImportProblem, rejects: number): void;
  faulty(): void;
  report(): ImportReport;
}

function sumUp({ resumed, signal }: Pick<ImportOptions, 'resumed' | 'signal'>): Summed {
  const { outcome: sum, add } = makeTally();
  const errors: ImportProblem[] = [];
  let rejected = 0;
  let faulty = 0;
  const addAll = ({ types }: ImportOutcome): void => {
    for (const [type, counts] of Object.entries(types))
      for (const fate of ['created', 'updated', 'unchanged'] as const) add(type, fate, counts[fate]);
  };
  if (resumed) addAll(resumed.outcome);
  return {
    add: addAll,
    repeated: (type) => add(type, 'unchanged'),
    problem: (problem, rejects) => {
      rejected += rejects;
      if (errors.length < PROBLEMS_LIMIT) errors.push(problem);
    },
    faulty: () => {
      faulty += 1;
    },
    report: () => {
      const { created, updated, unchanged, types } = sum;
      const byType = Object.fromEntries(
        Object.entries(types).map(([type, counts]) => [type, counts.created + counts.updated + counts.unchanged]),
      );
      return { created, updated, unchanged, rejected, faulty, byType, types, errors, cancelled: signal.aborted };
    },
  };
}

function contextOf(
  options: ImportOptions,
  files: readonly SourceFile[],
  batches: ReturnType<typeof makeBatches>,
  summed: Summed,
): ImportContext {
  const { sink, signal, system, holdInvalid = false, deletions = false, cleaner, settings, onProgress } = options;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  onProgress(0, total);
  const aside = (one: Aside): Promise<void> | undefined => {
    if (one.record) summed.faulty();
    else summed.problem(one.problem, one.rejects);
    return batches.aside(one);
  };
  return {
    system: system?.trim() || undefined,
    holdInvalid,
    deletions,
    clean: cleaner ? cleaner.clean : (resource) => resource,
    settings,
    notes: options.notes ?? memoryNotes(),
    held: options.held,
    signal,
    findByIdentifier: sink.findByIdentifier,
    isRedacted: sink.isRedacted,
    here: sink.here,
    add: batches.add,
    remove: batches.remove,
    refer: batches.refer,
    repeated: summed.repeated,
    problem: (problem, rejects = 1, raw) => aside({ problem, rejects, raw }),
    aside,
    read: (bytes) => {
      done += bytes;
      onProgress(Math.min(done, total), total);
    },
  };
}
