import type { appointmentCalls } from '../../../shared/bridge/appointments.ts';
import { openClinicOf } from '../core.ts';
import { book, shift } from '../records/booking.ts';
import { daysFrom } from '../records/dates.ts';
import { arrive, dayOf, move } from '../records/day.ts';
import type { HandlersOf } from './contract.ts';

export const appointmentHandlers: HandlersOf<typeof appointmentCalls> = {
  'appointment.day': (core, input) => {
    const { workspace } = openClinicOf(core);
    const today = workspace.dayOf(core.options.clock.now());
    const day = input.day ?? today;
    const { timeZone } = workspace.members().profile;
    const items = daysFrom(day, input.days).flatMap((each) => dayOf(workspace.store, each, timeZone));
    return { day, today, items };
  },
  'appointment.book': (core, input) => book(openClinicOf(core).workspace, input),
  'appointment.shift': (core, input) => shift(openClinicOf(core).workspace, input),
  'appointment.arrive': (core, input) => {
    const { workspace } = openClinicOf(core);
    return arrive(workspace, { ...input, timeZone: workspace.members().profile.timeZone });
  },
  'appointment.move': (core, { id, to }) => move(openClinicOf(core).workspace, id, to),
};
