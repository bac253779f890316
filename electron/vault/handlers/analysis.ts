import type { analysisCalls } from '../../../shared/bridge/analysis.ts';
import { openClinicOf } from '../core.ts';
import type { HandlersOf } from './contract.ts';

export const analysisHandlers: HandlersOf<typeof analysisCalls> = {
  'analysis.overview': (core, { from, to }) => {
    const { analyst, workspace } = openClinicOf(core);
    return analyst.ask('overview', { from, to, today: workspace.dayOf(core.options.clock.now()) });
  },
};
