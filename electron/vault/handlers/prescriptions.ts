import type { prescriptionCalls } from '../../../shared/bridge/prescriptions.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { checkPrescriptions } from '../records/prescribing/check.ts';
import { favouritePrescriptions } from '../records/prescribing/favourites.ts';
import { prescribe, prescribingSetting } from '../records/prescribing/ops.ts';
import { runningPrescriptions } from '../records/prescribing/running.ts';
import { stopPrescription } from '../records/prescribing/stop.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const prescriptionHandlers: HandlersOf<typeof prescriptionCalls> = {
  'prescription.save': (core, { patient, prescriptions }) => {
    const { workspace } = openClinicOf(core);
    return prescribe(workspace, prescriptions, prescribingSetting(workspace, patient, sightOf(core)));
  },
  'prescription.check': (core, { patient, prescriptions }) => {
    const { workspace } = openClinicOf(core);
    return checkPrescriptions(workspace.store, patient, prescriptions, {
      shows: sightOf(core).shows,
      locale: workspace.members().profile.locale,
      today: workspace.dayOf(core.options.clock.now()),
    });
  },
  'prescription.favourites': (core, { limit }) => {
    const { workspace } = openClinicOf(core);
    const { locale } = workspace.members().profile;
    return favouritePrescriptions(workspace.store, { user: activeUser(workspace).id, locale, limit });
  },
  'prescription.stop': (core, { id, reason }) => stopPrescription(openClinicOf(core).workspace, id, reason),
  'prescription.running': (core, { patient }) => {
    const { workspace } = openClinicOf(core);
    if (!sightOf(core).shows('MedicationRequest', patient)) return [];
    const today = workspace.dayOf(core.options.clock.now());
    return runningPrescriptions(workspace.store, patient, { locale: workspace.members().profile.locale, today });
  },
};
