import type { appointmentCalls } from '../../../shared/bridge/appointments.ts';
import { openClinicOf } from '../core.ts';
import { zonedIso } from '../records/dates.ts';
import { arrive, dayOf, move } from '../records/day.ts';
import type { HandlersOf } from './contract.ts';

export const appointmentHandlers: HandlersOf<typeof appointmentCalls> = {
  'appointment.today': (core) => {
    const { workspace } = openClinicOf(core);
    const { timeZone } = workspace.members().profile;
    const now = core.options.clock.now();
    const day = workspace.dayOf(now);
    return { day, now: zonedIso(timeZone, now), items: dayOf(workspace.store, day, timeZone) };
  },
  'appointment.arrive': (core, input) => {
    const { workspace } = openClinicOf(core);
    return arrive(workspace, { ...input, timeZone: workspace.members().profile.timeZone });
  },
  'appointment.move': (core, { id, to }) => move(openClinicOf(core).workspace, id, to),
};
