/** Who is expected today, who waits, who was seen. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { PatientHit } from './records.ts';

/**
 * Where a person's day stands (http://hl7.org/fhir/R4/valueset-appointmentstatus.html): expected, waiting, with somebody who sees
 * them, seen; or they did not come, or it was called off.
 */
export const DayStatus = z.enum(['booked', 'arrived', 'checked-in', 'fulfilled', 'noshow', 'cancelled']);
export type DayStatus = z.infer<typeof DayStatus>;

/** Where somebody may be moved by hand; a visit that is recorded makes it `fulfilled`. */
export const MOVES = ['booked', 'arrived', 'checked-in', 'noshow', 'cancelled'] as const;

export const DayItem = z.strictObject({
  /** Of the Appointment. */
  id: z.string(),
  patient: PatientHit,
  status: DayStatus,
  /** When it was to begin, ISO 8601; for a walk-in when they came. */
  start: z.string(),
  /** When it is to end, ISO 8601; not of a walk-in, of which nobody has planned it. */
  end: z.string().optional(),
  /** When it came to stand where it stands, ISO 8601 by the clock of whoever moved it. */
  since: z.string(),
  walkIn: z.boolean(),
  reason: z.string().optional(),
  /** Whom they come to: a name, and the user's id where it is one of the clinic. */
  practitioner: z.string().optional(),
  user: z.string().optional(),
  conflicts: z.int(),
});
export type DayItem = z.infer<typeof DayItem>;

/** So many days are read at once. */
const MOST_DAYS = 14;

const Id = z.string().min(1).max(64);
const Day = z.iso.date();

/** A time of the clinic's clocks: day YYYY-MM-DD, time HH:MM, and how long it is planned to take. */
const Planned = {
  day: Day,
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  minutes: z.int().min(1).max(720),
};

/** To see who comes is to see their names. */
const sees = (right: 'read' | 'write', patient?: string) => (): readonly Need[] => [
  { right, type: 'Appointment' },
  { right: 'read', type: 'Patient', id: patient },
];

export const appointmentCalls = {
  /**
   * A day of the clinic (today where none is named) and the `days` - 1 that follow, by when they are expected or came; `day` YYYY-MM-DD in
   * the clinic's time zone.
   */
  'appointment.day': openCall(
    z.strictObject({ day: Day.optional(), days: z.int().min(1).max(MOST_DAYS).default(1) }),
    z.strictObject({ day: z.string(), today: z.string(), items: z.array(DayItem) }),
    sees('read'),
  ),
  /** An appointment with somebody of the clinic (`user`), or with nobody in particular. Raises not-found. */
  'appointment.book': openCall(
    z.strictObject({
      patient: Id,
      user: Id.optional(),
      ...Planned,
      reason: z.string().trim().max(500).default(''),
    }),
    z.strictObject({ id: z.string() }),
    ({ patient }) => sees('write', patient)(),
  ),
  /**
   * Another time for an appointment that is still expected, and somebody else where `user` is named; null: nobody in particular. Raises
   * not-found (also for a user who is not here), not-waiting.
   */
  'appointment.shift': openCall(z.strictObject({ id: Id, ...Planned, user: Id.nullable().optional() }), Changed, () => [
    { right: 'write', type: 'Appointment' },
  ]),
  /**
   * Somebody has come: whoever has an appointment today that is still open waits by that, anybody else as a walk-in. Raises not-found,
   * already-waiting.
   */
  'appointment.arrive': openCall(
    z.strictObject({ patient: Id, reason: z.string().trim().max(500).default('') }),
    z.strictObject({ id: z.string(), before: z.enum(MOVES).nullable() }),
    ({ patient }) => sees('write', patient)(),
  ),
  /** Moves somebody by hand, also back. Raises not-found, not-waiting. */
  'appointment.move': openCall(
    z.strictObject({ id: Id, to: z.enum(MOVES) }),
    z.strictObject({ before: z.enum(MOVES) }),
    () => [{ right: 'write', type: 'Appointment' }],
  ),
};
