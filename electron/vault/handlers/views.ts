import { createHash } from 'node:crypto';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { viewCalls } from '../../../shared/bridge/views.ts';
import { checkView, compileView } from '../analysis/views/compile.ts';
import { answered, saveView, useViews } from '../analysis/views/kept.ts';
import { SHIPPED_VIEWS } from '../analysis/views/shipped/registry.ts';
import type { Analyst } from '../analyst.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { mayAskNow, refuseRows, sightOf } from '../permission.ts';
import type { HandlersOf } from './contract.ts';
import { asGiven } from './export.ts';
import { asJob, asRead } from './job.ts';

export const viewHandlers: HandlersOf<typeof viewCalls> = {
  'view.list': async (core) => ({
    shipped: [...SHIPPED_VIEWS],
    ...(core.analysis || !sightOf(core).shows('Library')
      ? { kept: [], leftOut: [] }
      : await asRead(core, undefined, (signal) =>
          openClinicOf(core).analyst.ask('keptViews', null, undefined, signal),
        )),
  }),
  'view.check': (_core, { definition }): CallOutput<'view.check'> => {
    const checked = checkView(definition);
    if ('fault' in checked) return { ok: false, fault: answered(checked.fault) };
    return { ok: true, resource: checked.resource, columns: [...checked.columns] };
  },
  'view.save': (core, input) => saveView(openClinicOf(core).workspace, input),
  'view.use': (core, input) => useViews(openClinicOf(core).workspace, input),
  'view.preview': (core, { job, ...question }) =>
    asJob(core, job, (signal) => {
      refuseRows(core, [compileView(question.definition).resource], 'shown');
      return readerOf(core).ask('viewPreview', question, undefined, signal);
    }),
  // all pages that are read on are one export, which has failed where nobody comes for the last; a page is where one begins to read, whichever it is
  'view.page': (core, question) => {
    const { resource } = compileView(question.definition);
    const refuse = () => refuseRows(core, [resource], 'leaving');
    refuse();
    const of = createHash('sha256').update(JSON.stringify(question.definition)).digest('hex');
    return asGiven(
      core,
      {
        job: undefined,
        noted: { event: 'export', what: 'view', type: resource, part: { of, goesOn: question.after > 0 } },
        stands: () => mayAskNow(core, 'view.page', question, refuse),
        rows: ({ rows }) => rows.length,
        goesOn: ({ next }) => next !== null,
      },
      (signal) => readerOf(core).ask('viewPage', question, undefined, signal),
    );
  },
};

/** An analyst reads their own database. */
function readerOf(core: VaultCore): Analyst {
  return core.analysis?.reader ?? openClinicOf(core).analyst;
}
