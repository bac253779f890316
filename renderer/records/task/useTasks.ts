/** What is done with tasks outside their form, and the way back. */
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { TaskItem } from '../../../shared/bridge/tasks.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useTell } from '../../ui/Told.tsx';

export type TaskDone = 'added' | 'edited' | 'done' | 'dropped' | 'open';

/** `told` says what was done with a task and offers to take it back; `failure` of the last step that had no form. */
export function useTasks() {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const turning = useDo('task.turn');
  const undo = useDo('record.undo');
  const told = (done: TaskDone, text: string, { changes }: Changed) => {
    // to take back what was new is to remove it
    const mayUndo = changes.length > 0 && (done !== 'added' || may.also('remove', 'Task'));
    tell(t(`task.told.${done}`, { text }), mayUndo ? () => undo.mutate({ changes }) : undefined);
  };
  return {
    told,
    turn: ({ id, text }: TaskItem, to: 'done' | 'dropped' | 'open') => {
      undo.reset();
      turning.mutate({ id, to }, { onSuccess: (changed) => told(to, text, changed) });
    },
    failure: (turning.error ?? undo.error)?.failure,
  };
}
export type Tasks = ReturnType<typeof useTasks>;
