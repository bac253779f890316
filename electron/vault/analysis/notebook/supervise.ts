/**
 * The notebook's process: its own thread only watches and passes on, so that it hears and counts while SQLite, in another thread,
 * cannot be interrupted. When the process holds more than it may it says so and ends itself.
 */
import { constants, setPriority } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { FromNotebook, ToNotebook } from './messages.ts';

/** How often it is looked how much it holds, in milliseconds: SQLite fills some 100 MB meanwhile at the most. */
const LOOK_MS = 20;
/** What JavaScript may hold of it, in MB: rows on their way. */
const SCRIPT_MB = 512;

/** Whoever started this process. */
export interface Parent {
  post(message: FromNotebook): void;
  onMessage(listener: (message: unknown) => void): void;
  onGone(listener: () => void): void;
}

/** Starts the thread that holds the tables. */
export type StartTables = (limits: { readonly maxOldGenerationSizeMb: number }) => Worker;

/** Serves until the parent is gone or kills it. */
export function superviseNotebook(parent: Parent, startTables: StartTables, end: () => void): void {
  // before the thread is there, which takes it over: whatever is clicked meanwhile comes first
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  let most = Number.POSITIVE_INFINITY;
  let over = false;
  const tooMuch = (): void => {
    if (over) return;
    over = true;
    parent.post({ kind: 'too-much' });
    setTimeout(end, LOOK_MS);
  };
  const tables = startTables({ maxOldGenerationSizeMb: SCRIPT_MB });
  tables.on('message', (raw) => {
    if (!over) parent.post(FromNotebook.parse(raw));
  });
  tables.on('error', (error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch();
    else throw error;
  });
  setInterval(() => {
    if (process.memoryUsage.rss() > most) tooMuch();
  }, LOOK_MS);
  parent.onGone(end);
  parent.onMessage((raw) => {
    const message = ToNotebook.parse(raw);
    if (message.kind === 'begin') most = message.memory;
    tables.postMessage(message);
  });
}
