/**
 * Ends statements that run too long. SQLite cannot be interrupted from the thread in which it runs: SQL that can take long
 * asks `still_wanted()` now and then (`stillWanted`), and a loop that reads rows asks by itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { raise } from '../../../shared/base/result.ts';
import type { Clock } from '../../../shared/base/world.ts';

export interface Bounds {
  /** Becomes 1 where the answer is not wanted any more; another thread can write it. */
  readonly cancel?: Int32Array | undefined;
  /** After this time of the clock. */
  readonly until?: { readonly clock: Clock; readonly at: number; readonly over: () => never } | undefined;
  /** Bytes that this process may hold, and how many it holds; looked at as the clock of `until` moves. */
  readonly room?: { readonly held: () => number; readonly most: number; readonly over: () => never } | undefined;
}

/** Between two looks at what the process holds, in milliseconds: a look takes some microseconds, and meanwhile it grows by some 20 MB at the most. */
const LOOK_MS = 10;
let looked = Number.NEGATIVE_INFINITY;

const bounds = new AsyncLocalStorage<Bounds>();

/** Runs work of which all statements end within these bounds, beside those that hold already. */
export function within<T>(own: Bounds, work: () => T): T {
  return bounds.run({ ...bounds.getStore(), ...own }, work);
}

/** Raises cancelled, or what is said for the time or for the room. */
export function refuseUnwanted(): void {
  const now = bounds.getStore();
  if (now?.cancel && Atomics.load(now.cancel, 0) === 1)
    raise('cancelled', 'It was stopped before the answer was there.');
  if (!now?.until) return;
  const at = now.until.clock.now();
  if (at > now.until.at) now.until.over();
  if (!now.room || Math.abs(at - looked) < LOOK_MS) return;
  looked = at;
  if (now.room.held() > now.room.most) now.room.over();
}

/** How many rows pass between two looks: a power of two. */
const ROWS_BETWEEN = 32;

/**
 * A condition that always holds, or ends the statement: for each row of a table, of which one column is named. It asks for a few
 * rows alone, by chance: a call out of SQLite takes as long as some rows of it.
 */
export function stillWanted(column: string): string {
  return `(random() & ${ROWS_BETWEEN - 1} OR still_wanted(${column}))`;
}
