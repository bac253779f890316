/** Keeps the book of one run while it goes: each batch in its own transaction, the end when it comes. */
import type { Result } from '../../../../shared/base/result.ts';
import type { ImportReport } from '../../../../shared/bridge/exchange.ts';
import { newId } from '../../records/commands.ts';
import { type BatchNoted, makeTally } from '../../records/import-sink.ts';
import type { ImportOutcome } from '../../records/incoming.ts';
import { activeUser, type Workspace } from '../../records/workspace.ts';
import { KEEPERS } from './keeping.ts';
import {
  beginRun,
  continueRun,
  endRun,
  type FoundFile,
  noteBatch,
  noteFiles,
  type RunInput,
  type RunRow,
} from './run.ts';

export interface RunBook {
  readonly run: string;
  /** Notes each batch; for the sink. */
  readonly noted: BatchNoted;
  /** Notes which files were found. */
  files(found: readonly FoundFile[]): void;
  /** Notes how it ended, and gives that back with the number of the run. Where it throws the run is as cut off. */
  end(work: Promise<Result<ImportReport>>): Promise<Result<ImportReport>>;
}

/** Begins a run, or goes on with one. Raises locked. */
export function openBook(workspace: Workspace, input: RunInput, resumed: RunRow | undefined): RunBook {
  const { store, clock } = workspace;
  const run = resumed?.run ?? newId(workspace);
  const user = activeUser(workspace).id;
  let sum = resumed?.outcome ?? makeTally().outcome;
  store.transaction((writer) =>
    resumed ? continueRun(writer, run) : beginRun(writer, { run, user, now: clock.now(), input }),
  );
  return {
    run,
    noted: (writer, hash, batch, { outcome, files }) => {
      const asides = batch.asides ?? [];
      sum = added(sum, outcome);
      const placed = batch.resources.length + (batch.deleted?.length ?? 0);
      noteBatch(writer, run, hash, { placed, problems: asides.length, sum, files });
      if (asides.length > 0) for (const keep of KEEPERS) keep(writer, run, asides);
    },
    files: (found) => store.transaction((writer) => noteFiles(writer, run, found)),
    end: async (work) => {
      const result = await work;
      const now = clock.now();
      store.transaction((writer) => {
        if (!result.ok) return endRun(writer, run, { state: 'failed', now, code: result.error.code });
        const report = { ...result.value, run };
        endRun(writer, run, { state: report.cancelled ? 'cancelled' : 'done', now, report });
      });
      return result.ok ? { ok: true, value: { ...result.value, run } } : result;
    },
  };
}

function added(a: ImportOutcome, b: ImportOutcome): ImportOutcome {
  const { outcome, add } = makeTally();
  for (const { types } of [a, b])
    for (const [type, counts] of Object.entries(types))
      for (const fate of ['created', 'updated', 'unchanged'] as const) add(type, fate, counts[fate]);
  return outcome;
}
