import { raise } from '../../../shared/base/result.ts';
import type { changeCalls } from '../../../shared/bridge/changes.ts';
import type { RecordView, recordCalls } from '../../../shared/bridge/records.ts';
import type { Sight } from '../access/sight.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { readChart } from '../records/chart.ts';
import { inUsualUnits } from '../records/chart-units.ts';
import { createRecord, deleteRecord, patchRecord, saveRecord } from '../records/commands.ts';
import { findingsOn } from '../records/findings.ts';
import { looseReferences } from '../records/loose.ts';
import { recordVisit } from '../records/record-visit.ts';
import { findRow } from '../records/row.ts';
import { undoChanges } from '../records/undo-changes.ts';
import { recordJson, viewRecord } from '../records/view.ts';
import type { HandlersOf } from './contract.ts';

export const recordHandlers: HandlersOf<typeof recordCalls & typeof changeCalls> = {
  'record.create': (core, { resource }) => createRecord(openClinicOf(core).workspace, resource),
  'record.get': (core, { type, id }) => {
    const { workspace } = openClinicOf(core);
    return seenBy(sightOf(core), viewRecord(workspace, type, id), findRow(workspace.store, type, id)?.patient);
  },
  'record.json': (core, { type, id }) => ({ json: recordJson(openClinicOf(core).workspace, type, id) }),
  'record.loose': (core, { type, id }) => ({ references: looseReferences(openClinicOf(core).workspace, type, id) }),
  'record.save': (core, { resource, seen }) => saveRecord(openClinicOf(core).workspace, resource, seen),
  'record.patch': (core, { type, id, patch }) => patchRecord(openClinicOf(core).workspace, type, id, patch),
  'record.check': (core, { resource }) => {
    const { workspace } = openClinicOf(core);
    return findingsOn(resource, workspace.dayOf(core.options.clock.now()));
  },
  'record.delete': (core, { type, id }) => {
    deleteRecord(openClinicOf(core).workspace, type, id);
    return {};
  },
  'record.undo': (core, { changes }) => {
    undoChanges(openClinicOf(core).workspace, changes);
    return {};
  },
  'patient.chart': async (core, { id }) => {
    const { workspace } = openClinicOf(core);
    const { profile } = workspace.members();
    const today = workspace.dayOf(core.options.clock.now());
    const sight = sightOf(core);
    const clinic = { timeZone: profile.timeZone, today, locale: profile.locale, sight };
    const chart = readChart(workspace.store, id, clinic);
    if (!chart) raise('not-found', 'There is no such patient here. It may not have been synced yet.');
    const patient = seenBy(sight, viewRecord(workspace, 'Patient', id), id);
    return { patient, ...chart, observations: await inUsualUnits(chart.observations) };
  },
  'visit.record': (core, input) => ({ encounter: recordVisit(openClinicOf(core).workspace, input, sightOf(core)) }),
};

/** A record without what others wrote about it in documents, where the reader does not see documents. */
function seenBy(sight: Sight, view: RecordView, patient?: string | null): RecordView {
  return view.addenda.length === 0 || sight.shows('DocumentReference', patient) ? view : { ...view, addenda: [] };
}
