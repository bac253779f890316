/** Who is expected today, who waits, who was seen. */
import { z } from 'zod';
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
  /** When it came to stand where it stands, ISO 8601 by the clock of whoever moved it. */
  since: z.string(),
  walkIn: z.boolean(),
  reason: z.string().optional(),
  practitioner: z.string().optional(),
  conflicts: z.int(),
});
export type DayItem = z.infer<typeof DayItem>;

const Id = z.string().min(1).max(64);
const Nothing = z.strictObject({});

/** To see who comes is to see their names. */
const sees = (right: 'read' | 'write', patient?: string) => (): readonly Need[] => [
  { right, type: 'Appointment' },
  { right: 'read', type: 'Patient', id: patient },
];

export const appointmentCalls = {
  /** The clinic's day, by when they are expected or came; `day` YYYY-MM-DD in the clinic's time zone. */
  'appointment.today': openCall(
    Nothing,
    z.strictObject({ day: z.string(), now: z.string(), items: z.array(DayItem) }),
    sees('read'),
  ),
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
