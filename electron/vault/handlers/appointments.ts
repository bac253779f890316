import type { appointmentCalls } from '../../../shared/bridge/appointments.ts';
import { openClinicOf } from '../core.ts';
import { book, shift } from '../records/booking.ts';
import { arrive, dayOf, move } from '../records/day.ts';
import type { HandlersOf } from './contract.ts';

export const appointmentHandlers: HandlersOf<typeof appointmentCalls> = {
  'appointment.day': (core, input) => {
    const { workspace } = openClinicOf(core);
    const today = workspace.dayOf(core.options.clock.now());
    const day = input.day ?? today;
    return { day, today, items: dayOf(workspace.store, day, workspace.members().profile.timeZone) };
  },
  'appointment.book': (core, input) => book(openClinicOf(core).workspace, input),
  'appointment.shift': (core, input) => shift(openClinicOf(core).workspace, input),
  'appointment.arrive': (core, input) => {
    const { workspace } = openClinicOf(core);
    return arrive(workspace, { ...input, timeZone: workspace.members().profile.timeZone });
  },
  'appointment.move': (core, { id, to }) => move(openClinicOf(core).workspace, id, to),
};
