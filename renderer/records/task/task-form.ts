/** The form of a task: what it says, by when, by whom. */
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { TaskItem } from '../../../shared/bridge/tasks.ts';

interface TaskWords {
  readonly text: string;
  /** YYYY-MM-DD, or empty. */
  readonly due: string;
  /** Id of a user, or empty. */
  readonly user: string;
}

/** `initial`: what the form showed at first; a draft keeps it, so that it overwrites nothing that it never touched. */
export interface TaskForm extends TaskWords {
  readonly initial: TaskWords;
}

/** The form of a task that stands there, or of a new one. */
export function taskForm(item: TaskItem | undefined): TaskForm {
  const initial = { text: item?.text ?? '', due: item?.due ?? '', user: item?.user ?? '' };
  return { ...initial, initial };
}

/** What `task.edit` takes: what was changed, and nothing else. Somebody from elsewhere is no user here: they stay unless another is chosen. */
export function taskEdit(id: string, { text, due, user, initial }: TaskForm): CallInput<'task.edit'> {
  return {
    id,
    ...(text === initial.text ? {} : { text }),
    ...(due === initial.due ? {} : { due: due || null }),
    ...(user === initial.user ? {} : { user: user || null }),
  };
}
