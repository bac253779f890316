/** Heavy reads in a thread with a read-only connection, so that no click waits behind a report. */
import { ExpectedError, fail, type Result } from '../../shared/base/result.ts';
import type { StartThread, Thread } from './threads/contract.ts';
import type { Answer, Question, QuestionName, ReaderData, ReaderMessage } from './threads/reader.ts';

interface Asks {
  /** Asks the reader; its expected failures are raised here. `signal` ends a long one. */
  ask<N extends QuestionName>(
    name: N,
    input: Question<N>,
    onProgress?: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<Answer<N>>;
}

interface ReadingThread extends Asks {
  stop(): Promise<void>;
}

export interface Analyst extends ReadingThread {
  /** Answers of one state of the records, whatever is written meanwhile: a thread of its own, which lives as long as `work`. */
  snapshot<T>(work: (records: Asks) => Promise<T>): Promise<T>;
}

interface Pending {
  /** Set to 1 where nobody waits any more. */
  readonly unwanted: Int32Array;
  readonly resolve: (result: Result<unknown>) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/** Questions behind lists, searches and files; no figure, cohort or view stands before them. */
const OF_LISTS: ReadonlySet<QuestionName> = new Set<QuestionName>([
  'patients',
  'text',
  'search',
  'list',
  'export',
  'cleaning',
  'unclean',
  // what is kept is listed where one begins, whatever is counted meanwhile
  'keptViews',
  'keptCohorts',
  'notebooks',
  'cohortsNamed',
]);

/** How long nobody asks until the thread of analysis ends: it has nothing that is not read again in milliseconds. */
const REST_MS = 180_000;

/** Pages that are kept, in MiB. Lists and snapshots read from the first page to the last, once; a cohort is counted over the same indexes again and again. */
const LISTS_MB = 16;
const ANALYSIS_MB = 32;

/**
 * Two threads, one for lists and one for analysis, and one for each snapshot; each starts with its first question. That of lists stays, with a line of
 * each patient; that of analysis ends after a rest, and gives its memory back.
 */
export function startAnalyst(
  startThread: StartThread,
  database: { file: string; key: Uint8Array },
  restMs = REST_MS,
): Analyst {
  const start = (of: { snapshot: boolean; cacheMb: number }, rest?: number): ReadingThread =>
    startReader(startThread, { ...database, ...of }, rest);
  const lists = start({ snapshot: false, cacheMb: LISTS_MB });
  const analysis = start({ snapshot: false, cacheMb: ANALYSIS_MB }, restMs);
  const snapshots = new Set<ReadingThread>();
  return {
    ask: (name, ...rest) => (OF_LISTS.has(name) ? lists : analysis).ask(name, ...rest),
    snapshot: async (work) => {
      const own = start({ snapshot: true, cacheMb: LISTS_MB });
      snapshots.add(own);
      try {
        return await work(own);
      } finally {
        snapshots.delete(own);
        await own.stop();
      }
    },
    stop: async () => {
      await Promise.all([lists, analysis, ...snapshots].map((thread) => thread.stop()));
    },
  };
}

function startReader(startThread: StartThread, data: ReaderData, restMs: number | undefined): ReadingThread {
  let thread: Thread | undefined;
  let resting: NodeJS.Timeout | undefined;
  let ended: Promise<unknown> | undefined;
  let next = 1;
  const pending = new Map<number, Pending>();

  const end = (error: Error): void => {
    thread = undefined;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const start = (): Thread => {
    const started = startThread({ ...data, key: Uint8Array.from(data.key) } satisfies ReaderData);
    started.on('message', (message: ReaderMessage) => {
      const waiting = pending.get(message.id);
      if (message.kind === 'progress') waiting?.onProgress?.(message.done);
      else {
        pending.delete(message.id);
        if (message.kind === 'answer') waiting?.resolve(message.result);
        else waiting?.reject(message.error as Error);
      }
    });
    started.on('error', end);
    started.on('exit', () => end(new Error('the reader ended')));
    started.unref();
    return started;
  };

  const rest = (): void => {
    const running = thread;
    thread = undefined;
    running?.removeAllListeners('exit');
    ended = running?.terminate();
  };

  return {
    ask: async (name, input, onProgress, signal) => {
      clearTimeout(resting);
      thread ??= start();
      const running = thread;
      const id = next++;
      const unwanted = new Int32Array(new SharedArrayBuffer(4));
      const cancel = (): void => {
        Atomics.store(unwanted, 0, 1);
        running.postMessage({ id, cancel: true });
      };
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted) cancel();
      running.ref();
      try {
        const result = await new Promise<Result<unknown>>((resolve, reject) => {
          pending.set(id, { resolve, reject, onProgress, unwanted });
          running.postMessage({ id, name, input, unwanted });
        });
        if (!result.ok) throw new ExpectedError(result.error);
        return result.value as Answer<typeof name>;
      } finally {
        signal?.removeEventListener('abort', cancel);
        if (pending.size === 0) {
          running.unref();
          clearTimeout(resting);
          if (restMs !== undefined && thread === running) resting = setTimeout(rest, restMs).unref();
        }
      }
    },
    stop: async () => {
      clearTimeout(resting);
      const running = thread;
      thread = undefined;
      running?.removeAllListeners('exit');
      // a statement that runs would be waited for
      for (const { unwanted } of pending.values()) Atomics.store(unwanted, 0, 1);
      await Promise.all([ended, running?.terminate()]);
      const closed = fail('cancelled', 'The clinic was closed before the answer was there.').error;
      for (const { reject } of pending.values()) reject(new ExpectedError(closed));
      pending.clear();
    },
  };
}
