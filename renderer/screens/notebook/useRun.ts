import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallInput, CallOutput, EventPayload } from '../../../shared/bridge/index.ts';
import { ask, useVaultEvent } from '../../bridge/index.ts';

export type Answer = CallOutput<'notebook.run'>;
/** What is run: over which views, and which SQL. */
type Asked = Omit<CallInput<'notebook.run'>, 'job'>;

/** An answer, and what it answers: the field may say something else by then. */
export interface Answered {
  readonly asked: Asked;
  readonly answer: Answer;
}

interface Running {
  readonly job: string;
  readonly stopping: boolean;
  readonly progress?: EventPayload<'progress'>;
}

export interface Run {
  readonly running: Running | undefined;
  /** The last answer; it stands there while the next one is awaited. */
  readonly answered: Answered | undefined;
  /** Why the last run gave none. */
  readonly failed: { readonly sql: string; readonly failure: Failure } | undefined;
  start(asked: Asked): void;
  stop(): void;
}

/** Under which name answers lie beside those of the vault, and go with them when somebody else logs in. */
const KEPT = 'notebook answers';

/**
 * One query's way: started, told how far it is, stopped, answered. It is stopped where its page is left; an answer is there again after saving,
 * which makes the page anew.
 */
export function useRun(cell: string): Run {
  const client = useQueryClient();
  const key = [KEPT, cell];
  const [answered, setAnswered] = useState<Answered | undefined>(() => client.getQueryData(key));
  const [failed, setFailed] = useState<Run['failed']>();
  const [running, setRunning] = useState<Running>();
  const job = useRef<string>(undefined);
  const gone = useRef(false);
  useVaultEvent('progress', (progress) => {
    if (progress.job === job.current) setRunning((now) => now && { ...now, progress });
  });
  const stop = useCallback(() => {
    if (job.current === undefined) return;
    setRunning((now) => now && { ...now, stopping: true });
    void ask('job.cancel', { job: job.current });
  }, []);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stop();
    };
  }, [stop]);
  const start = (asked: Asked) => {
    if (job.current !== undefined) return;
    const mine = crypto.randomUUID();
    job.current = mine;
    setRunning({ job: mine, stopping: false });
    void ask('notebook.run', { job: mine, ...asked }).then((result) => {
      job.current = undefined;
      // what comes after a lock is nobody's any more
      if (gone.current) return;
      setRunning(undefined);
      const next = result.ok ? { asked, answer: result.value } : undefined;
      client.removeQueries({ queryKey: key });
      client.setQueryDefaults([KEPT], { gcTime: Number.POSITIVE_INFINITY });
      if (next) client.setQueryData(key, next);
      setAnswered(next);
      setFailed(result.ok ? undefined : { sql: asked.sql, failure: result.error });
    });
  };
  return { running, answered, failed, start, stop };
}

/** Notebooks that are shown: after saving, the next one is there before the last has gone. */
let open = 0;
/** A moment in which a page that was left can be there again. */
const AGAIN_MS = 300;

/** Ends the notebook's process, and forgets its answers, when the page is left for another one. */
export function useClosing(): void {
  const client = useQueryClient();
  useEffect(() => {
    open += 1;
    return () => {
      open -= 1;
      setTimeout(() => {
        if (open > 0) return;
        client.removeQueries({ queryKey: [KEPT] });
        void ask('notebook.close', {});
      }, AGAIN_MS);
    };
  }, [client]);
}
