import type { rangeCalls } from '../../../shared/bridge/ranges.ts';
import type { resultCalls } from '../../../shared/bridge/results.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { zonedIso } from '../records/dates.ts';
import { enterResult, judgeValues, retractResult } from '../records/results/enter.ts';
import { resultLists, resultsInChart } from '../records/results/lists.ts';
import { placeOrders, turnOrders } from '../records/results/order.ts';
import { readRanges } from '../records/results/range-import.ts';
import { listRanges, removeRange, saveRanges } from '../records/results/ranges.ts';
import { acknowledge } from '../records/results/review.ts';
import { countUnseen } from '../records/results/unseen.ts';
import { waitingInChart } from '../records/results/waiting.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const resultHandlers: HandlersOf<typeof resultCalls & typeof rangeCalls> = {
  'result.chart': (core, { patient }) => {
    const { workspace } = openClinicOf(core);
    const setting = workspace.members().profile;
    const shows = (type: string) => sightOf(core).shows(type, patient);
    return {
      waiting: shows('ServiceRequest') ? waitingInChart(workspace.store, patient, setting.locale) : [],
      results: shows('DiagnosticReport') ? resultsInChart(workspace.store, patient, setting) : [],
    };
  },
  'result.lists': (core) => {
    const { workspace } = openClinicOf(core);
    const now = core.options.clock.now();
    const { locale, timeZone } = workspace.members().profile;
    const orders = sightOf(core).shows('ServiceRequest');
    return { today: workspace.dayOf(now), ...resultLists(workspace.store, { locale, timeZone, now, orders }) };
  },
  'result.unseen': (core) => {
    const { workspace } = openClinicOf(core);
    const { locale, timeZone } = workspace.members().profile;
    return countUnseen(workspace.store, { locale, timeZone, now: core.options.clock.now() });
  },
  'result.judge': (core, { values, ...measure }) => judgeValues(openClinicOf(core).workspace, measure, values),
  'result.enter': (core, input) => enterResult(openClinicOf(core).workspace, input),
  'result.retract': (core, { id, reason }) => retractResult(openClinicOf(core).workspace, id, reason),
  'result.acknowledge': (core, input) => acknowledge(openClinicOf(core).workspace, input),
  'order.place': (core, { patient, orders }) => placeOrders(openClinicOf(core).workspace, patient, orders, here(core)),
  'order.turn': (core, { ids, to }) => turnOrders(openClinicOf(core).workspace, ids, to),
  'range.list': (core) => {
    const { workspace } = openClinicOf(core);
    return listRanges(workspace.store, workspace.members().profile.locale);
  },
  'range.save': (core, input) => saveRanges(openClinicOf(core).workspace, [input]),
  'range.read': (core, input) => readRanges(openClinicOf(core).workspace, input),
  'range.saveAll': (core, { ranges }) => saveRanges(openClinicOf(core).workspace, ranges),
  'range.remove': (core, { id }) => removeRange(openClinicOf(core).workspace, id),
};

/** The clinic's time, ISO 8601 with its offset, and who writes. */
function here(core: VaultCore): { now: string; by: string } {
  const { workspace } = openClinicOf(core);
  const { timeZone } = workspace.members().profile;
  return { now: zonedIso(timeZone, core.options.clock.now()), by: activeUser(workspace).name };
}
