/** Appointments that are planned: with whom, when, how long. */
import { raise } from '../../../shared/base/result.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { createOp, newId } from './commands.ts';
import { clockTime, parseMoment, zonedIso } from './dates.ts';
import { editOp } from './edit.ts';
import { stateOf } from './row.ts';
import { userReference } from './staff.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import type { Workspace } from './workspace.ts';

type Planned = Omit<CallParsed<'appointment.shift'>, 'id'>;

const MINUTE_MS = 60_000;

/** An Appointment that is booked, without an id. Raises not-found for a user who is not here. */
export function bookedAppointment(workspace: Workspace, input: CallParsed<'appointment.book'>): JsonObject {
  const { patient, user: with_, reason } = input;
  const user = with_ === undefined ? undefined : workspace.members().users.get(with_);
  if (with_ !== undefined && !user) raise('not-found', 'There is no such user in this clinic. Nothing was changed.');
  const participant = [
    { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
    ...(user ? [{ actor: userReference(user), status: 'accepted' }] : []),
  ];
  return {
    resourceType: 'Appointment',
    status: 'booked',
    ...timesOf(workspace, input),
    created: zonedIso(workspace.members().profile.timeZone, workspace.clock.now()),
    participant,
    ...(reason === '' ? {} : { description: reason }),
  };
}

/** Books an appointment. Raises not-found for a patient or a user who is not here. */
export function book(workspace: Workspace, input: CallParsed<'appointment.book'>): { id: string } {
  const appointment = bookedAppointment(workspace, input);
  return transact(workspace, (reader) => {
    existingRow(reader, 'Patient', input.patient);
    const id = newId(workspace);
    return { ops: [createOp(appointment, id)], result: { id } };
  });
}

/** Gives an appointment that is still expected another time; returns what it was. Raises not-found, not-waiting. */
export function shift(workspace: Workspace, { id, ...planned }: CallParsed<'appointment.shift'>): { before: Planned } {
  return transact(workspace, (reader) => {
    const row = existingRow(reader, 'Appointment', id);
    const before = parseJson(row.json) as JsonObject;
    if (row.deleted || !['booked', 'pending'].includes(textIn(before.status)))
      raise('not-waiting', 'Nobody is expected by this appointment any more. Nothing was changed.');
    const edited = { ...before, ...timesOf(workspace, planned) };
    const ops = editOp(workspace, reader, row, stateOf(reader, row), edited);
    return { ops, result: { before: plannedOf(workspace, before) } };
  });
}

function timesOf({ members }: Pick<Workspace, 'members'>, { day, time, minutes }: Planned): JsonObject {
  const { timeZone } = members().profile;
  const start = clockTime(timeZone, day, time);
  return { start: zonedIso(timeZone, start), end: zonedIso(timeZone, start + minutes * MINUTE_MS) };
}

function plannedOf({ members }: Pick<Workspace, 'members'>, { start, end }: JsonObject): Planned {
  const { timeZone } = members().profile;
  const [from, to] = [start, end].map((text) => parseMoment(textIn(text))?.at ?? 0) as [number, number];
  const local = zonedIso(timeZone, from);
  return {
    day: local.slice(0, 10),
    time: local.slice(11, 16),
    minutes: Math.max(1, Math.round((to - from) / MINUTE_MS)),
  };
}
