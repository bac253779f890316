import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { exchangeCalls, ImportReport } from '../../../shared/bridge/exchange.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { findRun, listRuns, type RunInput, shownRun } from '../exchange/runs/run.ts';
import { undoRun } from '../exchange/runs/undo.ts';
import { mayAskNow, refuseHidden, sightOf } from '../permission.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';
import { asJob } from './job.ts';

/** More than anybody scrolls through. */
const RUNS_SHOWN = 200;

/** What is to be imported, or gone on with. */
type What = { readonly input: RunInput; readonly dryRun: boolean } | { readonly resume: string };

function importing(core: VaultCore, job: string, what: What): Promise<ImportReport> {
  return asJob(core, job, async (signal) => {
    const onProgress = (done: number, total: number): void =>
      core.options.emit('progress', { job, phase: 'reading', done, total, unit: 'bytes' });
    const result = await openClinicOf(core).importFiles({ ...what, signal, onProgress });
    if (!result.ok) throw new ExpectedError(result.error);
    return result.value;
  });
}

export const exchangeHandlers: HandlersOf<typeof exchangeCalls> = {
  'import.files': (core, { job, dryRun, ...input }) => importing(core, job, { input, dryRun }),
  'import.resume': (core, { job, run }) => importing(core, job, { resume: run }),
  'import.undo': (core, { job, run }) =>
    asJob(core, job, (signal) =>
      undoRun(openClinicOf(core).workspace, run, {
        signal,
        onProgress: (done, total) =>
          core.options.emit('progress', { job, phase: 'writing', done, total, unit: 'records' }),
      }),
    ),
  'import.list': (core) => {
    const { store, members } = openClinicOf(core).workspace;
    const { users } = members();
    return listRuns(store, RUNS_SHOWN).map((row) => shownRun(row, (user) => users.get(user)?.name));
  },
  'import.report': (core, { run }) => findRun(openClinicOf(core).workspace.store, run).report,
  'job.cancel': (core, { job }) => {
    for (const among of [core.jobs, core.reads]) among.get(job)?.abort();
    return {};
  },
  'export.files': (core, asked) => {
    const { job, ...input } = asked;
    const { analyst } = openClinicOf(core);
    const { format, ...options } = input;
    if (format === 'csv' && options.gzip)
      raise('invalid-input', 'Tables are not compressed. Leave that out, or choose FHIR.');
    const sight = sightOf(core);
    const types = options.types ?? resourceTypes().filter((type) => sight.shows(type));
    const whole = { format, ...options, types, at: core.options.clock.now() };
    const { patient } = input;
    const noted = {
      event: 'export',
      what: format,
      ...(patient === undefined ? {} : { patient }),
    } as const;
    const stands = () => mayAskNow(core, 'export.files', asked, () => refuseHidden(core, types));
    return asExport(
      core,
      { job, noted, stands, folder: input.out, rows: ({ resources }) => resources },
      ({ signal, onRows }) => analyst.snapshot((records) => records.ask('export', whole, onRows, signal)),
    );
  },
};
