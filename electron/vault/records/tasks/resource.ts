/** What is to be done, as FHIR R4 Tasks (http://hl7.org/fhir/R4/task.html). */
import { TASK_KINDS, type TaskItem, type TaskKind } from '../../../../shared/bridge/tasks.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { userOf, userReference } from '../staff.ts';

/** Our own codes: FHIR has none for what people in a clinic ask of each other. */
export const TASK_SYSTEM = 'https://xinglin.example/fhir/CodeSystem/task';
const NAMES: Readonly<Record<TaskKind, string>> = {
  'follow-up': 'Follow-up',
  'review-result': 'Review of a result',
  general: 'To be done',
};

export interface TaskContent {
  readonly kind: TaskKind;
  readonly text: string;
  /** Id of the Patient. */
  readonly patient?: string | undefined;
  /** The record that it is about, `Type/id`. */
  readonly focus?: string | undefined;
  /** Id of the Encounter in which it came up. */
  readonly encounter?: string | undefined;
  /** By which day, YYYY-MM-DD. */
  readonly due?: string | undefined;
  readonly owner?: { readonly id: string; readonly name: string } | undefined;
}

/** Who asks, and when (ISO 8601 with the clinic's offset). */
export interface TaskSetting {
  readonly now: string;
  readonly by: { readonly id: string; readonly name: string };
}

/** A new Task without an id; `completed`: somebody has done at once what it says. */
export function taskResource(content: TaskContent, { now, by }: TaskSetting, completed = false): JsonObject {
  const { kind, text, patient, focus, encounter, due, owner } = content;
  return {
    resourceType: 'Task',
    status: completed ? 'completed' : 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_SYSTEM, code: kind, display: NAMES[kind] }] },
    description: text,
    ...(focus === undefined ? {} : { focus: { reference: focus } }),
    ...(patient === undefined ? {} : { for: { reference: `Patient/${patient}` } }),
    ...(encounter === undefined ? {} : { encounter: { reference: `Encounter/${encounter}` } }),
    authoredOn: now,
    ...(completed ? { lastModified: now, executionPeriod: { end: now } } : {}),
    requester: userReference(by),
    ...(owner ? { owner: userReference(owner) } : completed ? { owner: userReference(by) } : {}),
    ...(due === undefined ? {} : { restriction: { period: { end: due } } }),
  };
}

/** The same Task with another day, text or owner; null takes away. */
export function editedTask(
  task: JsonObject,
  {
    text,
    due,
    owner,
  }: { text?: string | undefined; due?: string | null | undefined; owner?: JsonObject | null | undefined },
  now: string,
): JsonObject {
  const { owner: had, restriction, ...rest } = task;
  const limits = { ...asObject(restriction) };
  if (due !== undefined) delete limits.period;
  const kept = typeof due === 'string' ? { ...limits, period: { end: due } } : limits;
  const who = owner === undefined ? had : (owner ?? undefined);
  return {
    ...rest,
    ...(text === undefined ? {} : { description: text }),
    ...(Object.keys(kept).length === 0 ? {} : { restriction: kept }),
    ...(who === undefined ? {} : { owner: who }),
    lastModified: now,
  };
}

/** Statuses of FHIR in which a Task waits for somebody, and those in which it is over without having been done. */
export const OPEN = ['draft', 'requested', 'received', 'accepted', 'ready', 'in-progress', 'on-hold'] as const;
const DROPPED = ['cancelled', 'rejected', 'failed', 'entered-in-error'];

const STATUS = { open: 'requested', done: 'completed', dropped: 'cancelled' } as const;

/** The same Task, done, dropped, or open again. */
export function turnedTask(task: JsonObject, to: keyof typeof STATUS, now: string): JsonObject {
  const { executionPeriod: _, statusReason: __, ...rest } = task;
  return {
    ...rest,
    status: STATUS[to],
    lastModified: now,
    ...(to === 'done' ? { executionPeriod: { end: now } } : {}),
  };
}

/** What a list shows of a Task beside its patient. An imported one is a general task, by its description or its code's words. */
export function taskItem(id: string, task: JsonObject, conflicts: number): Omit<TaskItem, 'patient'> {
  const codes = objectsIn(memberOf(task.code, 'coding'));
  const own = codes.find(({ system }) => system === TASK_SYSTEM)?.code;
  const status = textIn(task.status);
  const text =
    textIn(task.description) ||
    textIn(memberOf(task.code, 'text')) ||
    codes.map(({ display, code }) => textIn(display) || textIn(code)).find((words) => words !== '') ||
    '';
  return {
    id,
    kind: TASK_KINDS.find((kind) => kind === own) ?? 'general',
    text,
    status: status === 'completed' ? 'done' : DROPPED.includes(status) ? 'dropped' : 'open',
    ...optional('due', dueOf(task)),
    ...person('owner', task.owner),
    ...optional('user', userOf(task.owner)),
    ...person('requester', task.requester),
    ...optional('focus', textIn(memberOf(task.focus, 'reference')) || undefined),
    conflicts,
  };
}

/** The day by which it is to be done, YYYY-MM-DD; undefined where none is named. */
export function dueOf(task: JsonObject): string | undefined {
  const end = textIn(memberOf(memberOf(task.restriction, 'period'), 'end'));
  return /^\d{4}-\d{2}-\d{2}/.test(end) ? end.slice(0, 10) : undefined;
}

function person<N extends 'owner' | 'requester'>(name: N, reference: Json | undefined): { [K in N]?: string } {
  return optional(name, textIn(memberOf(reference, 'display')) || undefined);
}

function optional<N extends string>(name: N, value: string | undefined): { [K in N]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: string };
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
