/** Keeps one remote in step by itself: after a change here, when poked, from time to time, and again after a failure. */
import type { Failure } from '../../../shared/base/errors.ts';
import { attempt, type Result } from '../../../shared/base/result.ts';
import type { Clock, Random } from '../../../shared/base/world.ts';
import type { SyncReport } from '../../../shared/bridge/sync.ts';
import type { Transport } from './transport.ts';

/** The first change in this time travels at once, what follows it together. */
const GATHER_MS = 30;
/** Even without a poke: some networks swallow event streams. */
const PERIOD_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const LONGEST_WAIT_MS = 3600_000;

export interface RunnerState {
  readonly busy: boolean;
  /** Changes of the remote's log that were read, of so many; null while that is not known. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Milliseconds; null while nothing failed or nothing is planned. */
  readonly nextAttempt: number | null;
}

export interface Runner {
  /** Syncs now, or right after what is under way; the result of that. */
  now(): Promise<Result<SyncReport>>;
  /** Ends what is under way, between two requests; what was exchanged stays, and the next sync goes on from there. */
  cancel(): void;
  /** Something changed here: sync soon. */
  nudge(): void;
  state(): RunnerState;
  stop(): Promise<void>;
}

export interface RunnerOptions {
  /** `signal`: ends between two requests. `progressed`: told whenever something new got across. */
  readonly sync: (signal: AbortSignal, progressed: (done: number, total: number) => void) => Promise<SyncReport>;
  readonly poke: Transport['poke'];
  readonly clock: Clock;
  readonly random: Random;
  /** Told how each attempt ended: null for well. */
  readonly outcome: (failure: Failure | null) => void;
  /** Told whenever `state` or what is pending changed. */
  readonly changed: () => void;
  /** False for the command line: syncs only when it is told to. */
  readonly automatic: boolean;
}

/** Starts a runner; it works until it is stopped. */
export function startRunner(options: RunnerOptions): Runner {
  const { sync, clock, random, changed } = options;
  const stopped = new AbortController();
  let current: Promise<Result<SyncReport>> | null = null;
  let following: Promise<Result<SyncReport>> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let ended = -Infinity;
  /** Something changed while a sync was under way, perhaps too late for it. */
  let again = false;
  let state: RunnerState = { busy: false, progress: null, nextAttempt: null };
  let cancelled = new AbortController();

  const plan = (delay: number): void => {
    clearTimeout(timer);
    if (stopped.signal.aborted || !options.automatic) return;
    timer = setTimeout(() => void now(), delay);
  };

  const soon = (): void => {
    again = current !== null;
    plan(again || clock.now() - ended < GATHER_MS ? GATHER_MS : 0);
  };

  const run = async (): Promise<Result<SyncReport>> => {
    again = false;
    state = { ...state, busy: true };
    cancelled = new AbortController();
    changed();
    const result = await attempt(() =>
      sync(AbortSignal.any([stopped.signal, cancelled.signal]), (done, total) => {
        state = { ...state, progress: { done, total } };
        changed();
        failures = 0; // a bad line that gets something across is no reason to wait longer and longer
      }),
    );
    ended = clock.now();
    if (result.ok || result.error.code === 'cancelled') {
      failures = 0;
      state = { busy: false, progress: null, nextAttempt: null };
      if (result.ok) options.outcome(null);
      plan(again ? GATHER_MS : PERIOD_MS);
    } else {
      failures += 1;
      const delay = Math.max(backOff(failures, random), askedToWait(result.error));
      state = { busy: false, progress: null, nextAttempt: clock.now() + delay };
      options.outcome(result.error);
      plan(delay);
    }
    changed();
    return result;
  };

  const start = (): Promise<Result<SyncReport>> => {
    clearTimeout(timer);
    current = run().finally(() => {
      current = null;
    });
    return current;
  };

  const now = (): Promise<Result<SyncReport>> => {
    if (!current) return start();
    following ??= current.then(() => {
      following = null;
      return start();
    });
    return following;
  };

  const listenForPokes = async (): Promise<void> => {
    for (let fails = 0; !stopped.signal.aborted; ) {
      const result = await attempt(() => options.poke(soon, stopped.signal));
      fails = result.ok ? 0 : fails + 1;
      nudge(); // the line may be cut: find out now, not in a minute
      await pause(backOff(fails + 1, random), stopped.signal);
    }
  };

  const nudge = (): void => {
    // a failed remote keeps its back-off; it will send everything then
    if (!stopped.signal.aborted && failures === 0) soon();
  };

  plan(0);
  if (options.automatic) void listenForPokes();
  return {
    now,
    cancel: () => cancelled.abort(),
    nudge,
    state: () => state,
    stop: async () => {
      stopped.abort();
      clearTimeout(timer);
      await (following ?? current);
    },
  };
}

/** What the endpoint asks for, milliseconds; nobody is made to wait for more than an hour. */
function askedToWait({ params }: Failure): number {
  const seconds = params?.retryAfter;
  return typeof seconds === 'number' ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : 0;
}

/** Doubling, with jitter: workstations that lost the line together do not come back together. */
function backOff(failures: number, random: Random): number {
  const full = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
  const [byte = 0] = random.bytes(1);
  return full / 2 + (full / 2) * (byte / 255);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
