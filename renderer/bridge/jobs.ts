/** Long work goes on while somebody looks at another page: the job lives here, not in the page that shows it. */
import { useSyncExternalStore } from 'react';
import type { Failure } from '../../shared/base/errors.ts';
import type { CallInput, CallName, CallOutput, EventPayload } from '../../shared/bridge/index.ts';
import { ask } from './ask.ts';
import { onVaultEvent } from './events.ts';

/** Calls that tell their progress under a job's id and can be cancelled by it. */
type JobName = { [N in CallName]: CallInput<N> extends { job: string } ? N : never }[CallName];

export type JobProgress = EventPayload<'progress'>;

export type JobState<N extends CallName> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly job: string; readonly stopping: boolean; readonly progress?: JobProgress }
  | { readonly kind: 'done'; readonly report: CallOutput<N> }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Job<N extends CallName> {
  /** The one that runs or ran last, for a page to show. */
  use(): JobState<N>;
  /** Runs it; one at a time. */
  start(input: Omit<CallInput<N>, 'job'>): Promise<void>;
  /** Asks it to stop. */
  stop(): Promise<void>;
  /** Forgets the last result; also when the clinic is locked. */
  clear(): void;
}

/** A place for one kind of long work. */
export function createJob<N extends Exclude<JobName, 'job.cancel'>>(name: N): Job<N> {
  let current: JobState<N> = { kind: 'idle' };
  const listeners = new Set<() => void>();
  const put = (next: JobState<N>): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    use: () => useSyncExternalStore(subscribe, () => current),
    start: async (input) => {
      if (current.kind === 'running') return;
      const job = crypto.randomUUID();
      put({ kind: 'running', job, stopping: false });
      const stop = onVaultEvent('progress', (progress) => {
        if (progress.job === job && current.kind === 'running') put({ ...current, progress });
      });
      try {
        const result = await ask(name, { job, ...input } as unknown as CallInput<N>);
        put(result.ok ? { kind: 'done', report: result.value } : { kind: 'failed', failure: result.error });
      } finally {
        stop();
      }
    },
    stop: async () => {
      if (current.kind !== 'running') return;
      put({ ...current, stopping: true });
      await ask('job.cancel', { job: current.job });
    },
    clear: () => {
      if (current.kind !== 'running') put({ kind: 'idle' });
    },
  };
}
