/** Tasks are asked for, changed, done and taken up again. */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { CallParsed } from '../../../../shared/bridge/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { change, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { userReference } from '../staff.ts';
import { existingRow } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { editedTask, type TaskSetting, taskItem, taskResource, turnedTask } from './resource.ts';

/** A new task. Raises not-found for a patient or a user who is not here. */
export function addTask(workspace: Workspace, setting: TaskSetting, input: CallParsed<'task.add'>): Changed {
  const { user, ...content } = input;
  const owner = user === undefined ? undefined : userNamed(workspace, user);
  return change(workspace, (reader) => {
    if (input.patient !== undefined) existingRow(reader, 'Patient', input.patient);
    return [createOp(taskResource({ ...content, owner }, setting), newId(workspace))];
  });
}

/** Another text, day or owner for a task that is open. Raises not-found, task-closed. */
export function editTask(
  workspace: Workspace,
  { now }: Pick<TaskSetting, 'now'>,
  { id, text, due, user }: CallParsed<'task.edit'>,
): Changed {
  const owner = typeof user === 'string' ? userReference(userNamed(workspace, user)) : user;
  return change(workspace, (reader) =>
    turnedOps(workspace, reader, standingRow(reader, 'Task', id), (before) => {
      if (taskItem(id, before, 0).status !== 'open')
        raise('task-closed', 'This was done or dropped meanwhile. Open it again to change it. Nothing was changed.');
      return editedTask(before, { text, due, owner }, now);
    }),
  );
}

/** Done, dropped, or open again; nothing where it stands so already. Raises not-found. */
export function turnTask(
  workspace: Workspace,
  { now }: Pick<TaskSetting, 'now'>,
  { id, to }: CallParsed<'task.turn'>,
): Changed {
  return change(workspace, (reader) => {
    const row = standingRow(reader, 'Task', id);
    const turned = (before: JsonObject): JsonObject =>
      taskItem(id, before, 0).status === to ? before : turnedTask(before, to, now);
    return turnedOps(workspace, reader, row, turned);
  });
}

function userNamed({ members }: Pick<Workspace, 'members'>, id: string): { id: string; name: string } {
  return members().users.get(id) ?? raise('not-found', 'There is no such user in this clinic. Nothing was changed.');
}
