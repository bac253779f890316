import type { analysisCalls } from '../../../shared/bridge/analysis.ts';
import { openClinicOf } from '../core.ts';
import { deidentifiedNow, makeDeidentified } from '../deidentified.ts';
import { dayIn } from '../records/dates.ts';
import type { HandlersOf } from './contract.ts';

export const analysisHandlers: HandlersOf<typeof analysisCalls> = {
  'analysis.overview': (core, { from, to }) => {
    const now = core.options.clock.now();
    if (core.analysis) {
      const { reader, about } = core.analysis;
      return reader.ask('overview', { from, to, today: dayIn(about.timeZone)(now) });
    }
    const { analyst, workspace } = openClinicOf(core);
    return analyst.ask('overview', { from, to, today: workspace.dayOf(now) });
  },
  'analysis.copy': (core) => {
    const about = core.analysis?.about ?? deidentifiedNow(core);
    return { copy: about ? { at: new Date(about.at).toISOString(), records: about.records } : null };
  },
  'analysis.refresh': async (core) => {
    const { at, records } = await makeDeidentified(core);
    return { at: new Date(at).toISOString(), records };
  },
};
