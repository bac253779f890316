/** One import of an open clinic: a run that is kept in the book, or a dry run that leaves nothing. */
import { type Result, raise } from '../../shared/base/result.ts';
import type { ImportReport } from '../../shared/bridge/exchange.ts';
import { importNameOf } from './exchange/registry.ts';
import { openBook } from './exchange/runs/record.ts';
import { findRun, type RunInput, type RunRow } from './exchange/runs/run.ts';
import { importInThread, type ThreadedImport } from './importer.ts';
import { importSink } from './records/import-sink.ts';
import type { Workspace } from './records/workspace.ts';
import type { ImportInput } from './threads/importer.ts';

export type ClinicImport = Pick<ThreadedImport, 'signal' | 'onProgress'> &
  (
    | { readonly input: RunInput; readonly dryRun: boolean }
    /** The run that is to go on. */
    | { readonly resume: string }
  );

/** Runs an import to its end. Raises locked, not-found, import-not-resumable; fails as `runImport` does. */
export async function importInClinic(
  workspace: Workspace,
  options: ClinicImport,
  thread: Pick<ThreadedImport, 'start' | 'database'>,
): Promise<Result<ImportReport>> {
  const { signal, onProgress } = options;
  const resumed = 'resume' in options ? resumable(findRun(workspace.store, options.resume)) : undefined;
  const input = 'input' in options ? options.input : findRun(workspace.store, options.resume).input;
  const started = {
    ...thread,
    signal,
    onProgress,
    input: {
      ...input,
      format: importNameOf(input.format),
      today: workspace.dayOf(workspace.clock.now()),
      ...placeOf(resumed),
    },
  };
  if ('dryRun' in options && options.dryRun) return importInThread({ ...started, write: null });
  const book = openBook(workspace, input, resumed);
  const { write } = importSink(workspace, book.noted);
  return book.end(importInThread({ ...started, write, onFiles: book.files }));
}

/** The run, where it can go on. */
function resumable(row: RunRow): RunRow {
  if (!['cut-off', 'cancelled', 'failed'].includes(row.state))
    raise(
      'import-not-resumable',
      'This import cannot go on: it ended, is running, or was taken back. Import the files anew; what is here already stays as it is.',
    );
  return row;
}

function placeOf(row: RunRow | undefined): Pick<ImportInput, 'resumed'> {
  if (!row) return {};
  const { placed, problems, outcome, files } = row;
  return { resumed: { placed, problems, outcome, files } };
}
