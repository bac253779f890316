import type { listCalls } from '../../../shared/bridge/lists.ts';
import { openClinicOf } from '../core.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const listHandlers: HandlersOf<typeof listCalls> = {
  'export.list': (core, { job, ...input }) =>
    asJob(core, job, async (signal) => {
      const { analyst, workspace } = openClinicOf(core);
      const today = workspace.dayOf(core.options.clock.now());
      const onProgress = (done: number): void =>
        core.options.emit('progress', { job, phase: 'writing', done, unit: 'records' });
      return analyst.ask('list', { ...input, today }, onProgress, signal);
    }),
};
