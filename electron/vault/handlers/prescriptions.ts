import type { prescriptionCalls } from '../../../shared/bridge/prescriptions.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { prescribe, prescribingSetting } from '../records/prescribing/ops.ts';
import { runningPrescriptions } from '../records/prescribing/running.ts';
import type { HandlersOf } from './contract.ts';

export const prescriptionHandlers: HandlersOf<typeof prescriptionCalls> = {
  'prescription.save': (core, { patient, prescriptions }) => {
    const { workspace } = openClinicOf(core);
    return prescribe(workspace, prescriptions, prescribingSetting(workspace, patient));
  },
  'prescription.running': (core, { patient }) => {
    const { workspace } = openClinicOf(core);
    if (!sightOf(core).shows('MedicationRequest', patient)) return [];
    const today = workspace.dayOf(core.options.clock.now());
    return runningPrescriptions(workspace.store, patient, { locale: workspace.members().profile.locale, today });
  },
};
