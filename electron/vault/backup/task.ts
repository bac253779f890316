/** What long work on the database tells and hears: how far it is, and whether anybody still wants it. */
import { raise } from '../../../shared/base/result.ts';

export type TaskPhase = 'reading' | 'writing' | 'checking';

export interface TaskProgress {
  readonly phase: TaskPhase;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'records';
}

export interface Task {
  readonly tell: (progress: TaskProgress) => void;
  readonly cancelled: () => boolean;
}

/** Tells how far it is; raises cancelled where nobody wants it any more. */
export function proceed(task: Task, progress: TaskProgress): void {
  if (task.cancelled()) raise('cancelled', 'Stopped as asked. Nothing was changed.');
  task.tell(progress);
}
