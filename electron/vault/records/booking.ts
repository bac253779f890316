/** Appointments that are planned: with whom, when, how long. */
import { raise } from '../../../shared/base/result.ts';
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { change, turnedOps } from './changes.ts';
import { createOp, newId } from './commands.ts';
import { clockTime, zonedIso } from './dates.ts';
import { userReference } from './staff.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import type { Workspace } from './workspace.ts';

type Planned = Omit<CallParsed<'appointment.shift'>, 'id' | 'user'>;

const MINUTE_MS = 60_000;

/** An Appointment that is booked, without an id. Raises not-found for a user who is not here. */
export function bookedAppointment(workspace: Workspace, input: CallParsed<'appointment.book'>): JsonObject {
  const { patient, user: with_, reason } = input;
  const user = with_ === undefined ? undefined : userNamed(workspace, with_);
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

/**
 * Gives an appointment that is still expected another time, and to somebody else where `user` is named. Raises not-found, not-waiting,
 * not-valid.
 */
export function shift(workspace: Workspace, { id, user, ...planned }: CallParsed<'appointment.shift'>): Changed {
  const times = timesOf(workspace, planned);
  const reference = typeof user === 'string' ? userReference(userNamed(workspace, user)) : user;
  return change(workspace, (reader) => {
    const row = existingRow(reader, 'Appointment', id);
    return turnedOps(workspace, reader, row, (before) => {
      if (row.deleted || !['booked', 'pending'].includes(textIn(before.status)))
        raise('not-waiting', 'Nobody is expected by this appointment any more. Nothing was changed.');
      const participant = reference === undefined ? {} : { participant: comesTo(before, reference) };
      return { ...before, ...times, ...participant };
    });
  });
}

/** Who takes part where the patient comes to somebody else; null: to nobody in particular. Rooms and devices stay. */
function comesTo({ participant }: JsonObject, reference: JsonObject | null): JsonObject[] {
  const all = objectsIn(participant);
  const instead = all.findIndex(({ actor }) => actor !== undefined && isPerson(textIn(memberOf(actor, 'reference'))));
  const kept = all.filter((_one, at) => at !== instead);
  if (reference === null) return kept;
  const theirs = instead < 0 ? {} : { ...all[instead] };
  return [...kept, { ...theirs, actor: reference, status: 'accepted' }];
}

/** Whether a reference of a participant may be to whoever sees the patient; users have none, they are named by an identifier. */
function isPerson(reference: string): boolean {
  return reference === '' || /^(?:Practitioner|PractitionerRole)\//.test(reference);
}

function userNamed({ members }: Pick<Workspace, 'members'>, id: string): { id: string; name: string } {
  return members().users.get(id) ?? raise('not-found', 'There is no such user in this clinic. Nothing was changed.');
}

function timesOf({ members }: Pick<Workspace, 'members'>, { day, time, minutes }: Planned): JsonObject {
  const { timeZone } = members().profile;
  const start = clockTime(timeZone, day, time);
  return { start: zonedIso(timeZone, start), end: zonedIso(timeZone, start + minutes * MINUTE_MS) };
}
