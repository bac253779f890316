import type { analysisCalls } from '../../../shared/bridge/analysis.ts';
import { deidentifiedNow, makeDeidentified } from '../deidentified.ts';
import type { HandlersOf } from './contract.ts';

export const analysisHandlers: HandlersOf<typeof analysisCalls> = {
  'analysis.copy': (core) => {
    const about = core.analysis?.about ?? deidentifiedNow(core);
    return { copy: about ? { at: new Date(about.at).toISOString(), records: about.records } : null };
  },
  'analysis.refresh': async (core) => {
    const { at, records } = await makeDeidentified(core);
    return { at: new Date(at).toISOString(), records };
  },
};
