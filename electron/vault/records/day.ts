/** The clinic's day: who is expected, waits and was seen, as FHIR R4 Appointments. */
import { raise } from '../../../shared/base/result.ts';
import { type DayItem, DayStatus, MOVES } from '../../../shared/bridge/appointments.ts';
import type { NextAppointment } from '../../../shared/bridge/tasks.ts';
import type { Op, WriteOp } from '../../../shared/envelope/body.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { registerOf } from '../../../shared/merge/registers.ts';
import { type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { patientByIdRow } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { createOp, newId } from './commands.ts';
import { parseMoment, zonedIso } from './dates.ts';
import { editOp } from './edit.ts';
import { patientHit } from './patient-hit.ts';
import { referenceId } from './projection.ts';
import { findRow, placeOf, type RecordRow, stateOf } from './row.ts';
import { userOf } from './staff.ts';
import { visitSteps } from './steps.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import type { Workspace } from './workspace.ts';

export type Move = (typeof MOVES)[number];

/** http://terminology.hl7.org/CodeSystem/v2-0276 */
const WALK_IN = {
  system: 'http://terminology.hl7.org/CodeSystem/v2-0276',
  code: 'WALKIN',
  display: 'A previously unscheduled walk-in visit',
};
/** What is still to come of an appointment of today. */
const OPEN = ['pending', 'booked', 'arrived', 'checked-in'];
/** As `DayStatus` has them: a proposal is no appointment yet, `pending` waits for somebody's yes and is expected all the same. */
const SHOWN = ['pending', ...DayStatus.options];

/** Everybody of a day (YYYY-MM-DD), by when they are expected or came. Patients who are deleted, or not here yet, are left out. */
export function dayOf(reader: Reader, day: string, timeZone: string): DayItem[] {
  return rowsOn(reader, day, SHOWN).flatMap((row) => {
    const appointment = JSON.parse(row.json) as JsonObject;
    const patient = row.patient === null ? undefined : patientByIdRow(reader, row.patient);
    if (!patient) return [];
    const reason = reasonOf(appointment);
    return [
      {
        id: row.id,
        patient: patientHit(JSON.parse(patient.json), patient.conflicts, patient.lastVisit),
        status: shownStatus(appointment),
        start: zoned(timeZone, appointment.start),
        since: zonedIso(timeZone, movedAt(reader, row)),
        walkIn: objectsIn(memberOf(appointment.appointmentType, 'coding')).some(({ code }) => code === WALK_IN.code),
        conflicts: row.conflicts,
        ...(reason === '' ? {} : { reason }),
        ...endOf(timeZone, appointment),
        ...practitionerOf(appointment),
      },
    ];
  });
}

/** Appointments are looked for so far ahead of each other; the rest is found on their page. */
const MOST_NEXT = 5;

/** When a patient is expected from `now` (milliseconds) on, the nearest first. */
export function nextAppointments(reader: Reader, patient: string, now: number, timeZone: string): NextAppointment[] {
  const rows = reader.all<{ id: string; json: string }>(
    `SELECT id, json FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'Appointment' AND at >= ? AND deleted = 0 AND status IN ('pending', 'booked')
     ORDER BY at, id LIMIT ${MOST_NEXT}`,
    patient,
    now,
  );
  return rows.map(({ id, json }) => {
    const appointment = JSON.parse(json) as JsonObject;
    const reason = reasonOf(appointment);
    const { practitioner } = practitionerOf(appointment);
    return {
      id,
      start: zoned(timeZone, appointment.start),
      ...(reason === '' ? {} : { reason }),
      ...(practitioner === undefined ? {} : { practitioner }),
    };
  });
}

/** Somebody has come. Returns their appointment, and where they stood before; null for a walk-in. Raises already-waiting. */
export function arrive(
  workspace: Workspace,
  { patient, reason, timeZone }: { patient: string; reason: string; timeZone: string },
): { id: string; before: Move | null } {
  const now = workspace.clock.now();
  return transact<{ id: string; before: Move | null }>(workspace, (reader) => {
    existingRow(reader, 'Patient', patient);
    const open = openToday(reader, patient, workspace.dayOf(now));
    const status = open && shownStatus(parseJson(open.json) as JsonObject);
    if (status === 'arrived' || status === 'checked-in')
      raise('already-waiting', 'This patient is in the queue already. Nothing was changed.');
    if (open) return { ops: movedTo(workspace, reader, open, 'arrived'), result: { id: open.id, before: 'booked' } };
    const id = newId(workspace);
    return { ops: [createOp(walkIn(patient, reason, zonedIso(timeZone, now)), id)], result: { id, before: null } };
  });
}

/** Moves somebody by hand, also back; returns where they stood. Raises not-found, not-waiting. */
export function move(workspace: Workspace, id: string, to: Move): { before: Move } {
  return transact(workspace, (reader) => {
    const row = existingRow(reader, 'Appointment', id);
    const before = MOVES.find((one) => one === shownStatus(parseJson(row.json) as JsonObject));
    if (row.deleted || before === undefined)
      raise(
        'not-waiting',
        'This visit was recorded or withdrawn meanwhile, so nobody waits by it. Nothing was changed.',
      );
    return { ops: movedTo(workspace, reader, row, to), result: { before } };
  });
}

/**
 * The operations by which a visit that is recorded ends the waiting of its patient, the appointment that it belongs to, and the steps from
 * its patient's arrival on, as Encounter.statusHistory; null for none.
 */
export function fulfilment(
  workspace: Workspace,
  reader: Reader,
  patient: string,
): { appointment: string; ops: Op[]; steps: JsonObject[] } | null {
  const now = workspace.clock.now();
  const open = openToday(reader, patient, workspace.dayOf(now));
  if (!open) return null;
  const steps = visitSteps(reader, open, now, workspace.members().profile.timeZone);
  return { appointment: open.id, ops: movedTo(workspace, reader, open, 'fulfilled'), steps };
}

function walkIn(patient: string, reason: string, now: string): JsonObject {
  return {
    resourceType: 'Appointment',
    status: 'arrived',
    appointmentType: { coding: [WALK_IN] },
    // app-2: both or none; how long it takes nobody has planned
    start: now,
    end: now,
    created: now,
    participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
    ...(reason === '' ? {} : { description: reason }),
  };
}

function movedTo(workspace: Workspace, reader: Reader, row: RecordRow, status: string): WriteOp[] {
  const before = parseJson(row.json) as JsonObject;
  return editOp(workspace, reader, row, stateOf(reader, row), { ...before, status });
}

/** The appointment of today by which somebody waits or is expected, who is furthest first. */
function openToday(reader: Reader, patient: string, day: string): RecordRow | undefined {
  const rows = rowsOn(reader, day, OPEN).filter((row) => row.patient === patient);
  const rank = (row: RecordRow): number => OPEN.indexOf(textIn((parseJson(row.json) as JsonObject).status));
  return rows.toSorted((a, b) => rank(b) - rank(a))[0];
}

function rowsOn(reader: Reader, day: string, status: readonly string[]): RecordRow[] {
  const rows = reader.all<{ id: string; status: string | null }>(
    `SELECT id, status FROM record INDEXED BY record_day
     WHERE type = 'Appointment' AND day = ? AND deleted = 0 ORDER BY at, id`,
    day,
  );
  return rows.flatMap((row) =>
    row.status !== null && status.includes(row.status) ? (findRow(reader, 'Appointment', row.id) ?? []) : [],
  );
}

function shownStatus(appointment: JsonObject): DayStatus {
  const status = textIn(appointment.status);
  return DayStatus.options.find((one) => one === status) ?? 'booked';
}

/** When its status was last written, milliseconds. */
function movedAt(reader: Reader, row: RecordRow): number {
  if (row.registers === null) return hlcTime(placeOf(reader, row.eid, row.op).hlc);
  const [newest] = stateOf(reader, row).registers[registerOf('Appointment', 'status')]?.current ?? [];
  return hlcTime(newest?.hlc ?? placeOf(reader, row.eid, row.op).hlc);
}

function reasonOf(appointment: JsonObject): string {
  return textIn(appointment.description) || textIn(objectsIn(appointment.reasonCode)[0]?.text);
}

function endOf(timeZone: string, { start, end }: JsonObject): { end?: string } {
  return end === undefined || end === start ? {} : { end: zoned(timeZone, end) };
}

/** An instant at the clinic's offset, whatever it was written in. */
function zoned(timeZone: string, instant: Json | undefined): string {
  const text = textIn(instant);
  const moment = parseMoment(text);
  return moment ? zonedIso(timeZone, moment.at) : text;
}

/** Whom the patient comes to: the first of the others who take part. */
function practitionerOf(appointment: JsonObject): { practitioner?: string; user?: string } {
  const actor = objectsIn(appointment.participant)
    .map((one) => one.actor)
    .find((one) => one !== undefined && referenceId(memberOf(one, 'reference'), 'Patient') === null);
  const practitioner = textIn(memberOf(actor, 'display'));
  const user = userOf(actor);
  return { ...(practitioner === '' ? {} : { practitioner }), ...(user === undefined ? {} : { user }) };
}
