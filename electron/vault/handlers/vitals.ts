import type { vitalsCalls } from '../../../shared/bridge/vitals.ts';
import { openClinicOf } from '../core.ts';
import { recordVitals } from '../records/vitals.ts';
import type { HandlersOf } from './contract.ts';

export const vitalsHandlers: HandlersOf<typeof vitalsCalls> = {
  'vitals.record': (core, { patient, vitals }) => ({
    ids: recordVitals(openClinicOf(core).workspace, patient, vitals),
  }),
};
