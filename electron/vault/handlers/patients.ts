import type { patientCalls } from '../../../shared/bridge/patients.ts';
import { openClinicOf } from '../core.ts';
import { recentPatients } from '../records/patient-recent.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const patientHandlers: HandlersOf<typeof patientCalls> = {
  'patient.list': (core, input) => {
    const { analyst, workspace } = openClinicOf(core);
    return analyst.ask('patients', { ...input, today: workspace.dayOf(core.options.clock.now()) });
  },
  'patient.recent': (core, { limit }) => {
    const { workspace } = openClinicOf(core);
    return recentPatients(workspace.store, activeUser(workspace).id, limit);
  },
};
