import { raise } from '../../../shared/base/result.ts';
import type { recordCalls } from '../../../shared/bridge/records.ts';
import { openClinicOf } from '../core.ts';
import { readChart } from '../records/chart.ts';
import { createRecord, createRecords, deleteRecord, newId, patchRecord, saveRecord } from '../records/commands.ts';
import { zonedIso } from '../records/dates.ts';
import { findingsOn } from '../records/findings.ts';
import { recordJson, viewRecord } from '../records/view.ts';
import { visitResources } from '../records/visit.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const recordHandlers: HandlersOf<typeof recordCalls> = {
  'record.create': (core, { resource }) => createRecord(openClinicOf(core).workspace, resource),
  'record.get': (core, { type, id }) => viewRecord(openClinicOf(core).workspace, type, id),
  'record.json': (core, { type, id }) => ({ json: recordJson(openClinicOf(core).workspace, type, id) }),
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
  'patient.chart': (core, { id }) => {
    const { workspace } = openClinicOf(core);
    const { profile } = workspace.members();
    const today = workspace.dayOf(core.options.clock.now());
    const chart = readChart(workspace.store, id, { timeZone: profile.timeZone, today, locale: profile.locale });
    if (!chart) raise('not-found', 'There is no such patient here. It may not have been synced yet.');
    return { patient: viewRecord(workspace, 'Patient', id), ...chart };
  },
  'visit.record': (core, input) => {
    const { workspace } = openClinicOf(core);
    viewRecord(workspace, 'Patient', input.patient);
    const { profile } = workspace.members();
    const resources = visitResources(input, {
      id: () => newId(workspace),
      now: zonedIso(profile.timeZone, core.options.clock.now()),
      practitioner: activeUser(workspace).name,
      locale: profile.locale,
    });
    createRecords(workspace, resources);
    const encounter = resources.find((resource) => resource.resourceType === 'Encounter');
    return { encounter: String(encounter?.id) };
  },
};
