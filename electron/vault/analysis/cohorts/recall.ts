/** Patients are called in: a task for each. */
import { setImmediate as breathe } from 'node:timers/promises';
import { ExpectedError, raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
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

/** Patients of one transaction: whoever types meanwhile does not notice. */
const BATCH = 50;

interface Waiting {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * The same for any number of patients, some in each transaction. Where it is stopped, or something stands in the way after the first, what was done is
 * named all the same, and how many were not reached. Raises as `recall` where nothing was done.
 */
export async function recallMany(
  workspace: Workspace,
  setting: TaskSetting,
  { patients, ...content }: Omit<CallParsed<'cohort.recall'>, 'patients'> & { readonly patients: readonly string[] },
  { signal, onProgress }: Waiting,
): Promise<CallOutput<'cohort.recallAll'>> {
  const changes: Changed['changes'] = [];
  let already = 0;
  let done = 0;
  while (done < patients.length && !signal.aborted) {
    const some = patients.slice(done, done + BATCH);
    try {
      const made = recall(workspace, setting, { ...content, patients: some });
      changes.push(...made.changes);
      already += made.already;
    } catch (error) {
      if (!(error instanceof ExpectedError) || done === 0) throw error;
      break;
    }
    done += some.length;
    onProgress(done, patients.length);
    await breathe();
  }
  return { changes, already, left: patients.length - done };
}
