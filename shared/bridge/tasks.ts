/** What is to be done, for a patient or for the clinic. */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { PatientHit } from './records.ts';

/** Why somebody has to do something: the patient comes again, a result is to be looked at, or anything else. */
export const TASK_KINDS = ['follow-up', 'review-result', 'general'] as const;
export const TaskKind = z.enum(TASK_KINDS);
export type TaskKind = z.infer<typeof TaskKind>;

const Id = z.string().min(1).max(64);
const Day = z.iso.date();
const Words = z.string().trim().min(1).max(500);

/** A Task (http://hl7.org/fhir/R4/task.html) for a list. */
export const TaskItem = z.strictObject({
  id: z.string(),
  kind: TaskKind,
  text: z.string(),
  status: z.enum(['open', 'done', 'dropped']),
  /** The day by which it is to be done, YYYY-MM-DD. */
  due: z.string().optional(),
  patient: PatientHit.optional(),
  /** Who is to do it: a name, and the user's id where it is one of the clinic. */
  owner: z.string().optional(),
  user: z.string().optional(),
  /** Who asked for it. */
  requester: z.string().optional(),
  /** The record that it is about, `Type/id`. */
  focus: z.string().optional(),
  conflicts: z.int(),
});
export type TaskItem = z.infer<typeof TaskItem>;

/** To see what is to be done for somebody is to see who that is. */
const sees = (right: 'read' | 'write', patient?: string): readonly Need[] => [
  { right, type: 'Task' },
  { right: 'read', type: 'Patient', id: patient },
];

/** An appointment that is still to come. */
const NextAppointment = z.strictObject({
  id: z.string(),
  /** ISO 8601 with the clinic's offset. */
  start: z.string(),
  reason: z.string().optional(),
  practitioner: z.string().optional(),
});
export type NextAppointment = z.infer<typeof NextAppointment>;

export const taskCalls = {
  /** What is due for one patient: open tasks, and when they are expected next. Parts that the role does not see are empty. */
  'patient.due': openCall(
    z.strictObject({ id: Id }),
    z.strictObject({ today: z.string(), tasks: z.array(TaskItem), appointments: z.array(NextAppointment) }),
    ({ id }) => [{ right: 'read', type: 'Patient', id }],
  ),
  /** What is open, of a patient or of everybody: what is due first, then what has no day. `today` YYYY-MM-DD by the clinic's clocks. */
  'task.list': openCall(
    z.strictObject({ patient: Id.optional() }),
    z.strictObject({
      today: z.string(),
      items: z.array(TaskItem),
      /** More are open than are listed. */
      more: z.boolean(),
    }),
    ({ patient }) => sees('read', patient),
  ),
  /** Raises not-found for a patient or a user who is not here. */
  'task.add': openCall(
    z.strictObject({
      text: Words,
      kind: TaskKind.exclude(['review-result']).default('general'),
      patient: Id.optional(),
      due: Day.optional(),
      user: Id.optional(),
    }),
    Changed,
    ({ patient }) => sees('write', patient),
  ),
  /** What is not named stays; null takes away. Raises not-found, task-closed. */
  'task.edit': openCall(
    z.strictObject({
      id: Id,
      text: Words.optional(),
      due: Day.nullable().optional(),
      user: Id.nullable().optional(),
    }),
    Changed,
    ({ id }) => [{ right: 'write', type: 'Task', id }],
  ),
  /** Done, not to be done any more, or open again. Raises not-found. */
  'task.turn': openCall(z.strictObject({ id: Id, to: z.enum(['open', 'done', 'dropped']) }), Changed, ({ id }) => [
    { right: 'write', type: 'Task', id },
  ]),
};
