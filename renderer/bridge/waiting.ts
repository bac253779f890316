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

export type Stage =
  | { readonly kind: 'none' }
  | { readonly kind: 'late' }
  /** `since`: by `performance.now`. `cancel` gives up what only reads; absent where something is done. */
  | { readonly kind: 'long'; readonly since: number; readonly cancel?: (() => void) | undefined };

interface Pending {
  readonly since: number;
  readonly cancel: (() => void) | undefined;
}

const NONE: Stage = { kind: 'none' };
const pending = new Set<Pending>();
const listeners = new Set<() => void>();
let stage: Stage = NONE;
let shownSince = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * The answer, waited for in sight. `reads`: it may be given up, and is then answered with `cancelled`; what the vault still finds out is
 * ignored. Long work with a job tells its own progress.
 */
export function waited(
  name: CallName,
  input: unknown,
  answer: Promise<Result<unknown>>,
  reads: boolean,
): Promise<Result<unknown>> {
  if (QUIET.has(name) || (typeof input === 'object' && input !== null && 'job' in input)) return answer;
  return new Promise((resolve) => {
    const end = (result: Result<unknown>) => {
      pending.delete(one);
      resolve(result);
      look();
    };
    const one: Pending = {
      since: performance.now(),
      cancel: reads ? () => end(fail('cancelled', 'Given up, as asked. Nothing was changed.')) : undefined,
    };
    pending.add(one);
    look();
    void answer.then(end);
  });
}

/** How long the window has been waiting for the oldest of what it waits for. */
export function useWaiting(): Stage {
  return useSyncExternalStore(subscribe, currentStage);
}

/** For its test. */
export function currentStage(): Stage {
  return stage;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says what is so now, and looks again when that will change by time alone. */
function look(): void {
  clearTimeout(timer);
  timer = undefined;
  const now = performance.now();
  const [oldest] = pending;
  const age = oldest ? now - oldest.since : 0;
  const stays = stage.kind === 'none' ? 0 : shownSince + STAYS_MS - now;
  if (!oldest || age < LATE_MS) {
    const begins = oldest ? LATE_MS - age : Number.POSITIVE_INFINITY;
    if (stays > 0) put({ kind: 'late' });
    else put(NONE);
    lookIn(Math.min(begins, stays > 0 ? stays : Number.POSITIVE_INFINITY));
  } else if (age < LONG_MS) {
    put({ kind: 'late' });
    lookIn(LONG_MS - age);
  } else put({ kind: 'long', since: oldest.since, cancel: oldest.cancel && cancelReads });
}

function lookIn(ms: number): void {
  if (Number.isFinite(ms)) timer = setTimeout(look, ms);
}

/** What is read for one page is given up together. */
function cancelReads(): void {
  for (const { cancel } of [...pending]) cancel?.();
}

function put(next: Stage): void {
  const same =
    next.kind === stage.kind && (next.kind !== 'long' || (stage.kind === 'long' && next.since === stage.since));
  if (same) return;
  if (stage.kind === 'none') shownSince = performance.now();
  stage = next;
  for (const listener of listeners) listener();
}
