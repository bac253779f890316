import { ExpectedError } from '../../../shared/base/result.ts';
import type { exchangeCalls } from '../../../shared/bridge/exchange.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import type { HandlersOf } from './contract.ts';

export const exchangeHandlers: HandlersOf<typeof exchangeCalls> = {
  'import.files': (core, { job, paths, system }) =>
    asJob(core, job, async (signal) => {
      const result = await openClinicOf(core).importFiles({
        paths,
        system,
        signal,
        onProgress: (done, total) =>
          core.options.emit('progress', { job, phase: 'reading', done, total, unit: 'bytes' }),
      });
      if (!result.ok) throw new ExpectedError(result.error);
      return result.value;
    }),
  'job.cancel': (core, { job }) => {
    core.jobs.get(job)?.abort();
    return {};
  },
  'export.files': (core, { job, ...input }) =>
    asJob(core, job, async (signal) => {
      const { analyst } = openClinicOf(core);
      const { format, ...options } = input;
      const onProgress = (done: number): void =>
        core.options.emit('progress', { job, phase: 'writing', done, unit: 'records' });
      return analyst.ask('export', { format, ...options }, onProgress, signal);
    }),
};

/** Runs work that `job.cancel` can end. */
async function asJob<T>(core: VaultCore, job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  core.jobs.set(job, abort);
  try {
    return await work(abort.signal);
  } finally {
    core.jobs.delete(job);
  }
}
