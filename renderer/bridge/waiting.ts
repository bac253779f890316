/**
 * What the window waits for: every question to the vault passes here, so that no answer that takes its time comes from nowhere. After 100 ms it shows
 * that it is coming, after a second for how long, and what only reads can be given up.
 */
import { useSyncExternalStore } from 'react';
import { fail, type Result } from '../../shared/base/result.ts';
import type { CallName } from '../../shared/bridge/index.ts';

/** Milliseconds: nothing is shown before, and what was shown stays so long, or quick answers would blink. */
const LATE_MS = 100;
const LONG_MS = 1000;
const STAYS_MS = 300;

/** Nobody waits for these: they are asked beside what somebody does. */
const QUIET: ReadonlySet<CallName> = new Set<CallName>([
  'audit.note',
  'draft.drop',
  'draft.keep',
  'draft.list',
  'job.cancel',
  'passphrase.strength',
  'session.active',
  'session.seenFailures',
  'sync.run',
]);

/**
 * What an answer is waited for: something is done by it; it is read, and may be given up; or it renews what stands on the screen already: nobody has
 * to wait for that, so that there is nothing to give up.
 */
export type Purpose = 'does' | 'reads' | 'renews';

export type Stage =
  | { readonly kind: 'none' }
  | { readonly kind: 'late' }
  /** `since`: by `performance.now`. `cancel` gives up what only reads; absent where something is done. */
  | { readonly kind: 'long'; readonly since: number; readonly cancel?: (() => void) | undefined };

interface Pending {
  readonly since: number;
  readonly purpose: Purpose;
  readonly giveUp: () => void;
}

export interface Waiting {
  /**
   * The answer, waited for in sight. What only reads may be given up, and is then answered with `cancelled`; what the vault still finds out is
   * ignored. Long work with a job tells its own progress.
   */
  waited(name: CallName, input: unknown, answer: Promise<Result<unknown>>, purpose: Purpose): Promise<Result<unknown>>;
  /** How long it has been waited for the oldest of what is waited for. */
  stage(): Stage;
  /** Calls `listener` with each new stage until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

const NONE: Stage = { kind: 'none' };

/** A window's waiting, with nothing to wait for yet. */
export function createWaiting(): Waiting {
  const pending = new Set<Pending>();
  const listeners = new Set<() => void>();
  let stage: Stage = NONE;
  let shownSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const put = (next: Stage): void => {
    const same =
      next.kind === stage.kind && (next.kind !== 'long' || (stage.kind === 'long' && next.since === stage.since));
    if (same) return;
    if (stage.kind === 'none') shownSince = performance.now();
    stage = next;
    for (const listener of listeners) listener();
  };
  const lookIn = (ms: number): void => {
    if (Number.isFinite(ms)) timer = setTimeout(look, ms);
  };
  /** What is read for one page is given up together. */
  const giveUpReads = (): void => {
    for (const { purpose, giveUp } of [...pending]) if (purpose === 'reads') giveUp();
  };
  /** Says what is so now, and looks again when that will change by time alone. */
  const look = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = performance.now();
    const [oldest] = pending;
    const waitedFor = [...pending].find(({ purpose }) => purpose !== 'renews');
    const age = oldest ? now - oldest.since : 0;
    const long = waitedFor ? waitedFor.since + LONG_MS - now : Number.POSITIVE_INFINITY;
    const stays = stage.kind === 'none' ? 0 : shownSince + STAYS_MS - now;
    if (!oldest || age < LATE_MS) {
      const begins = oldest ? LATE_MS - age : Number.POSITIVE_INFINITY;
      if (stays > 0) put({ kind: 'late' });
      else put(NONE);
      lookIn(Math.min(begins, stays > 0 ? stays : Number.POSITIVE_INFINITY));
    } else if (!waitedFor || long > 0) {
      put({ kind: 'late' });
      lookIn(long);
    } else
      put({ kind: 'long', since: waitedFor.since, cancel: waitedFor.purpose === 'reads' ? giveUpReads : undefined });
  };

  return {
    waited: (name, input, answer, purpose) => {
      if (QUIET.has(name) || (typeof input === 'object' && input !== null && 'job' in input)) return answer;
      return new Promise((resolve) => {
        const end = (result: Result<unknown>) => {
          pending.delete(one);
          resolve(result);
          look();
        };
        const giveUp = () => end(fail('cancelled', 'Given up, as asked. Nothing was changed.'));
        const one: Pending = { since: performance.now(), purpose, giveUp };
        pending.add(one);
        look();
        void answer.then(end);
      });
    },
    stage: () => stage,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What this window waits for. */
export const waiting = createWaiting();

/** How long the window has been waiting for the oldest of what it waits for. */
export function useWaiting(): Stage {
  return useSyncExternalStore(waiting.subscribe, waiting.stage);
}
