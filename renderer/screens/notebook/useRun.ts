import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallInput, CallOutput, EventPayload } from '../../../shared/bridge/index.ts';
import { ask, useVaultEvent } from '../../bridge/index.ts';

export type Answer = CallOutput<'notebook.run'>;

type RunState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly job: string;
      readonly stopping: boolean;
      readonly progress?: EventPayload<'progress'>;
    }
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Run {
  readonly state: RunState;
  start(input: Omit<CallInput<'notebook.run'>, 'job'>): void;
  stop(): void;
}

/** One query's way: started, told how far it is, stopped, answered. It is stopped where its page is left. */
export function useRun(): Run {
  const [state, setState] = useState<RunState>({ kind: 'idle' });
  const job = useRef<string>(undefined);
  useVaultEvent('progress', (progress) => {
    if (progress.job === job.current) setState((now) => (now.kind === 'running' ? { ...now, progress } : now));
  });
  const stop = useCallback(() => {
    if (job.current === undefined) return;
    setState((now) => (now.kind === 'running' ? { ...now, stopping: true } : now));
    void ask('job.cancel', { job: job.current });
  }, []);
  useEffect(() => stop, [stop]);
  const start = useCallback((input: Omit<CallInput<'notebook.run'>, 'job'>) => {
    if (job.current !== undefined) return;
    const mine = crypto.randomUUID();
    job.current = mine;
    setState({ kind: 'running', job: mine, stopping: false });
    void ask('notebook.run', { job: mine, ...input }).then((result) => {
      job.current = undefined;
      setState(result.ok ? { kind: 'done', answer: result.value } : { kind: 'failed', failure: result.error });
    });
  }, []);
  return { state, start, stop };
}
