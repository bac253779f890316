import { type accessCalls, OPENED_MINUTES } from '../../../shared/bridge/access.ts';
import { openChart } from '../access/opened.ts';
import { openClinicOf } from '../core.ts';
import { existingRow } from '../records/view.ts';
import type { HandlersOf } from './contract.ts';

export const accessHandlers: HandlersOf<typeof accessCalls> = {
  'access.breakGlass': (core, { patient }) => {
    const { store } = openClinicOf(core).workspace;
    existingRow(store, 'Patient', patient);
    const until = core.options.clock.now() + OPENED_MINUTES * 60_000;
    openChart(store, core.session.opened, patient, until);
    core.tellState();
    return { until: new Date(until).toISOString() };
  },
};
