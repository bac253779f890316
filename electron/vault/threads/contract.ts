/** Threads of the vault: how one is started, and what it sees of whoever started it. */
import type { MessagePort, Worker } from 'node:worker_threads';

/** A thread, from outside. */
export type Thread = Pick<Worker, 'on' | 'once' | 'removeAllListeners' | 'postMessage' | 'terminate' | 'ref' | 'unref'>;

/** Starts a thread with what it works on, which is copied. */
export type StartThread = (data: unknown) => Thread;

/** Those that a vault has, by what they do. */
export interface Threads {
  /** Derives one key from a passphrase. */
  readonly kdf: StartThread;
  /** Answers questions that are too heavy for the vault's own thread. */
  readonly reader: StartThread;
  /** Reads what is imported. */
  readonly importer: StartThread;
  /** Makes backups, restores, repairs. */
  readonly storage: StartThread;
}

/** Whoever started a thread, from inside. Closed when the thread is not needed any more. */
export type Port = Pick<MessagePort, 'on' | 'once' | 'postMessage' | 'close'>;

/** What a thread does with what it was given; over when its work is. */
export type ThreadWork = (port: Port, data: unknown) => Promise<void>;
