import type { resultCalls } from '../../../shared/bridge/results.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { zonedIso } from '../records/dates.ts';
import { placeOrders, turnOrders } from '../records/results/order.ts';
import { waitingInChart } from '../records/results/waiting.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const resultHandlers: HandlersOf<typeof resultCalls> = {
  'result.chart': (core, { patient }) => {
    const { workspace } = openClinicOf(core);
    const { locale } = workspace.members().profile;
    const shows = sightOf(core).shows('ServiceRequest', patient);
    return { waiting: shows ? waitingInChart(workspace.store, patient, locale) : [] };
  },
  'order.place': (core, { patient, orders }) => placeOrders(openClinicOf(core).workspace, patient, orders, here(core)),
  'order.turn': (core, { ids, to }) => turnOrders(openClinicOf(core).workspace, ids, to),
};

/** The clinic's time, ISO 8601 with its offset, and who writes. */
function here(core: VaultCore): { now: string; by: string } {
  const { workspace } = openClinicOf(core);
  const { timeZone } = workspace.members().profile;
  return { now: zonedIso(timeZone, core.options.clock.now()), by: activeUser(workspace).name };
}
