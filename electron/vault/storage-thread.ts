/** Runs a task of threads/storage.ts in its thread. */
import { ExpectedError, type Result } from '../../shared/base/result.ts';
import type { TaskProgress } from './backup/task.ts';
import type { StartThread } from './threads/contract.ts';
import type { StorageMessage, StorageTaskName, StorageTasks, StorageWork } from './threads/storage.ts';

export interface ThreadOptions {
  readonly start: StartThread;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
}

/** The task's answer; its expected failures are raised. A cancelled task ends at its next step, and cleans up after itself. */
export async function storageTask<N extends StorageTaskName>(
  name: N,
  input: StorageTasks[N]['input'],
  { start, signal, onProgress }: ThreadOptions,
): Promise<StorageTasks[N]['answer']> {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const stop = (): void => void Atomics.store(cancel, 0, 1);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const work: StorageWork = { name, input, cancel };
  const thread = start(work);
  try {
    const result = await new Promise<Result<unknown>>((resolve, reject) => {
      thread.on('message', (message: StorageMessage) => {
        if (message.kind === 'progress') onProgress(message.progress);
        else resolve(message.result);
      });
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('a thread ended without an answer')));
    });
    if (!result.ok) throw new ExpectedError(result.error);
    return result.value as StorageTasks[N]['answer'];
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
