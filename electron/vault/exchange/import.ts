/** Imports files of any format that is known, and says what came in and what did not. */
import type { Result } from '../../../shared/base/result.ts';
import { ExpectedError, ok } from '../../../shared/base/result.ts';
import type { ImportProblem, ImportReport } from '../../../shared/bridge/exchange.ts';
import type { ImportSink } from '../records/incoming.ts';
import type { ImportContext } from './contract.ts';
import { findFiles } from './files.ts';
import { IMPORT_FORMATS } from './registry.ts';

export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** The sending system, where the user chose one; else the data says. */
  readonly system?: string | undefined;
  readonly sink: ImportSink;
  /** Cancels between batches: what was written before stays, and the report says so. */
  readonly signal: AbortSignal;
  /** Bytes read of all bytes on disk. */
  onProgress(done: number, total: number): void;
}

/** How many problems a report names; beyond, they are counted. */
const PROBLEMS_LIMIT = 1000;

/**
 * Runs an import to its end. Bad files, lines and entries are problems of the report. What ends an import (a full disk) is
 * the failure, with `created`, `updated`, `unchanged` and `rejected` of what is safely in as its parameters: importing the
 * same files again goes on from there.
 */
export async function runImport(options: ImportOptions): Promise<Result<ImportReport>> {
  const byType: Record<string, number> = {};
  const errors: ImportProblem[] = [];
  const sums = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  let done = 0;

  const { files, problems } = await findFiles(options.paths, IMPORT_FORMATS.fhir.endings);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const context: ImportContext = {
    sink: options.sink,
    system: options.system?.trim() || undefined,
    signal: options.signal,
    count: (counts, types) => {
      sums.created += counts.created;
      sums.updated += counts.updated;
      sums.unchanged += counts.unchanged;
      for (const type of types) byType[type] = (byType[type] ?? 0) + 1;
    },
    problem: (problem, rejects = 1) => {
      sums.rejected += rejects;
      if (errors.length < PROBLEMS_LIMIT) errors.push(problem);
    },
    read: (bytes) => {
      done += bytes;
      options.onProgress(Math.min(done, total), total);
    },
  };
  for (const problem of problems) context.problem(problem);
  options.onProgress(0, total);
  try {
    await IMPORT_FORMATS.fhir.read(files, context);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { ok: false, error: { ...error.failure, params: { ...error.failure.params, ...sums } } };
  }
  return ok({ ...sums, byType, errors, cancelled: options.signal.aborted });
}
