import { MOST_KINDS } from '../../../shared/audit/entry.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import type { notebookCalls } from '../../../shared/bridge/notebook.ts';
import { chosenTables, rowsOfViews, typesOf } from '../analysis/notebook/chosen.ts';
import type { Loading } from '../analysis/notebook/host.ts';
import { FILE_ENDINGS, writeResult } from '../analysis/notebook/write.ts';
import { userOf } from '../audited.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { mayAskNow, refuseRows } from '../permission.ts';
import { dayIn } from '../records/dates.ts';
import { keepNotebooks, saveNotebook } from '../records/notebooks.ts';
import { changeMark } from '../storage/log.ts';
import type { HandlersOf } from './contract.ts';
import { asExport } from './export.ts';
import { asJob, asRead } from './job.ts';

type Asked = Pick<CallParsed<'notebook.run'>, 'job' | 'views'>;

/** The tables of the chosen views, for whoever may read the records of each. */
function loadingFor(core: VaultCore, { job, views }: Asked, how: 'shown' | 'leaving'): Loading {
  const types = typesOf(views);
  refuseRows(core, types, how);
  const reader = core.analysis?.reader ?? openClinicOf(core).analyst;
  const timeZone = core.analysis?.about.timeZone ?? openClinicOf(core).workspace.members().profile.timeZone;
  const now = core.options.clock.now();
  const today = dayIn(timeZone)(now);
  return {
    // another day has another clinic_day()
    key: JSON.stringify([userOf(core), views, today]),
    timeZone,
    today,
    now,
    mark: core.clinic ? changeMark(core.clinic.workspace.store) : 0,
    types,
    tables: chosenTables(views),
    read: (work, signal) =>
      reader.snapshot(async (records) => {
        const mark = await records.ask('mark', null);
        return work(rowsOfViews(views, mark, (page) => records.ask('view', page, undefined, signal), signal));
      }),
    onRows: (done) => core.options.emit('progress', { job, phase: 'reading', done, unit: 'records' }),
  };
}

export const notebookHandlers: HandlersOf<typeof notebookCalls> = {
  'notebook.run': (core, { job, views, sql, limits, rows, anew }) =>
    asJob(core, job, async (signal) => {
      const loading = loadingFor(core, { job, views }, 'shown');
      const { result, loaded } = await core.notebook.run({ loading, sql, limits, rows, signal, anew });
      const { tables, at, outdated } = loaded;
      return { result, tables: [...tables], loaded: new Date(at).toISOString(), outdated, types: [...loading.types] };
    }),
  'notebook.export': (core, asked) => {
    const { job, views, sql, limits, format, out, name } = asked;
    const loading = loadingFor(core, { job, views }, 'leaving');
    const kinds = loading.types.slice(0, MOST_KINDS);
    const noted = { event: 'export', what: `notebook-${format}`, kinds } as const;
    const stands = () => mayAskNow(core, 'notebook.export', asked, () => refuseRows(core, loading.types, 'leaving'));
    return asExport(core, { job, noted, stands, folder: out, rows: ({ rows }) => rows }, ({ signal, onRows }) =>
      writeResult(out, `${name}.${FILE_ENDINGS[format]}`, onRows, (write) =>
        core.notebook.export({ loading, sql, limits, format, signal }, write),
      ),
    );
  },
  'notebook.close': (core) => {
    core.notebook.close();
    return {};
  },
  'notebook.list': (core) =>
    asRead(core, undefined, (signal) => openClinicOf(core).analyst.ask('notebooks', null, undefined, signal)),
  'notebook.save': (core, input) => saveNotebook(openClinicOf(core).workspace, input),
  'notebook.use': (core, input) => keepNotebooks(openClinicOf(core).workspace, input),
};
