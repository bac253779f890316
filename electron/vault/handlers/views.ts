import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { viewCalls } from '../../../shared/bridge/views.ts';
import { checkView, compileView } from '../analysis/views/compile.ts';
import { answered, keptViews, saveView, useViews } from '../analysis/views/kept.ts';
import { SHIPPED_VIEWS } from '../analysis/views/shipped/registry.ts';
import type { Analyst } from '../analyst.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { refuseRowsOf, sightOf } from '../permission.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const viewHandlers: HandlersOf<typeof viewCalls> = {
  'view.list': (core) => ({
    shipped: [...SHIPPED_VIEWS],
    kept: core.analysis || !sightOf(core).shows('Library') ? [] : keptViews(openClinicOf(core).workspace.store),
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
      refuseRowsOf(core, compileView(question.definition).resource, 'shown');
      return readerOf(core).ask('viewPreview', question, undefined, signal);
    }),
  'view.page': (core, question) => {
    refuseRowsOf(core, compileView(question.definition).resource, 'leaving');
    return readerOf(core).ask('viewPage', question);
  },
};

/** An analyst reads their own database. */
function readerOf(core: VaultCore): Analyst {
  return core.analysis?.reader ?? openClinicOf(core).analyst;
}
