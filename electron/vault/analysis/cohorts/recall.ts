/** Patients are called in: a task for each. */
import { raise } from '../../../../shared/base/result.ts';
import type { CallOutput, CallParsed } from '../../../../shared/bridge/index.ts';
import { change } from '../../records/changes.ts';
import { createOp, newId } from '../../records/commands.ts';
import { openTasks } from '../../records/tasks/list.ts';
import { type TaskSetting, taskResource } from '../../records/tasks/resource.ts';
import { existingRow } from '../../records/view.ts';
import type { Workspace } from '../../records/workspace.ts';
import { survivorOf } from '../../storage/merged.ts';

/** In one transaction; who is to be called in by the same words already is left alone. Raises not-found for a patient or a user who is not here. */
export function recall(
  workspace: Workspace,
  setting: TaskSetting,
  { patients, text, due, user }: CallParsed<'cohort.recall'>,
): CallOutput<'cohort.recall'> {
  const owner =
    user === undefined
      ? undefined
      : (workspace.members().users.get(user) ??
        raise('not-found', 'There is no such user in this clinic. Nothing was changed.'));
  let already = 0;
  const { changes } = change(workspace, (reader) => {
    const persons = new Set(patients.map((id) => survivorOf(reader, id)));
    return [...persons].flatMap((patient) => {
      existingRow(reader, 'Patient', patient);
      if (openTasks(reader, patient).items.some((task) => task.text === text)) {
        already += 1;
        return [];
      }
      const content = { kind: 'follow-up' as const, text, patient, due, owner };
      return [createOp(taskResource(content, setting), newId(workspace))];
    });
  });
  return { changes, already };
}
