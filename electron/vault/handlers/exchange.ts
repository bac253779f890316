import { ExpectedError } from '../../../shared/base/result.ts';
import type { exchangeCalls } from '../../../shared/bridge/exchange.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

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
      const sight = sightOf(core);
      const types = options.types ?? resourceTypes().filter((type) => sight.shows(type));
      return analyst.ask('export', { format, ...options, types }, onProgress, signal);
    }),
};
