import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { RepairShown, repairCalls } from '../../../shared/bridge/repair.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { oneRow } from '../exchange/csv/one-row.ts';
import { findRun } from '../exchange/runs/run.ts';
import { mayAskNow } from '../permission.ts';
import { exportRepairs } from '../quality/repair/export.ts';
import { retryAll, retryOne } from '../quality/repair/retry.ts';
import { countStates, listGroups, listItems, rowOf, shownOf, turn } from '../quality/repair/store.ts';
import { findingsIn } from '../quality/repair/texts.ts';
import { valuesOf } from '../quality/repair/values.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';
import { asJob } from './job.ts';

export const repairHandlers: HandlersOf<typeof repairCalls> = {
  'repair.groups': (core, { state }) => {
    const { store } = openClinicOf(core).workspace;
    return { counts: countStates(store), ...listGroups(store, state) };
  },
  'repair.list': (core, { reason, after, limit }) =>
    listItems(openClinicOf(core).workspace.store, reason, after, limit),
  'repair.show': (core, { id }) => shownWithRow(core, id),
  'repair.values': (core, { reason }) => valuesOf(openClinicOf(core).workspace.store, reason),
  'repair.check': (core, { id, raw }) => {
    rowOf(openClinicOf(core).workspace.store, id);
    return findingsIn(raw);
  },
  'repair.retry': async (core, { id, raw }) => {
    const { workspace } = openClinicOf(core);
    const fixed = await retryOne(workspace, { row: rowOf(workspace.store, id), raw }, new AbortController().signal);
    return { fixed, item: await shownWithRow(core, id) };
  },
  'repair.retryAll': (core, { job, ...input }) =>
    asJob(core, job, (signal) =>
      retryAll(openClinicOf(core).workspace, input, {
        signal,
        onProgress: (done) => core.options.emit('progress', { job, phase: 'writing', done, unit: 'records' }),
      }),
    ),
  'repair.setAside': (core, { chosen, why }) => {
    const { store } = openClinicOf(core).workspace;
    const about = whoAndWhen(core);
    const from = ['open', 'faults'] as const;
    return {
      at: about.now,
      count: store.transaction((writer) =>
        from.reduce((count, state) => count + turn(writer, chosen, { ...about, from: state, to: 'aside', why }), 0),
      ),
    };
  },
  'repair.takeBack': (core, { chosen }) => {
    const { store } = openClinicOf(core).workspace;
    const about = whoAndWhen(core);
    return { count: store.transaction((writer) => turn(writer, chosen, { ...about, from: 'aside', to: 'open' })) };
  },
  'repair.export': (core, input) => {
    const { store } = openClinicOf(core).workspace;
    const noted = { event: 'export', what: `repair-${input.format}` } as const;
    return asExport(
      core,
      {
        job: randomUUID(),
        noted,
        stands: () => mayAskNow(core, 'repair.export', input),
        folder: dirname(input.out),
        rows: ({ count }) => count,
      },
      ({ onRows }) => exportRepairs(store, input, onRows),
    );
  },
};

/** One with its text; a row of a table as cells, too. */
async function shownWithRow(core: VaultCore, id: number): Promise<RepairShown> {
  const { store } = openClinicOf(core).workspace;
  const shown = shownOf(rowOf(store, id));
  const { format, settings } = findRun(store, shown.run).input;
  const row = format === 'csv' && shown.raw !== undefined ? await oneRow(shown.raw, settings) : undefined;
  return row ? { ...shown, row } : shown;
}

function whoAndWhen(core: VaultCore): { user: string; now: number } {
  const { workspace } = openClinicOf(core);
  return { user: activeUser(workspace).id, now: workspace.clock.now() };
}
