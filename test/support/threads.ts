/**
 * Threads for vaults under test: those of the product, which stay when their work is over and take the next, because reading
 * the same modules again in every thread took half of the tests' time. A thread that is ended in the middle of its work ends.
 */
import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StartThread, Thread, Threads } from '../../electron/vault/threads/contract.ts';
import type { FromHost, ToHost } from './thread-host.ts';

const HOST = new URL('./thread-host.ts', import.meta.url);
/** How many may stand idle; of a file's vaults hardly more read at once. */
const MOST_IDLE = 3;
/** How long a work that was told to end may take to, in milliseconds; then its thread is ended. */
const PATIENCE = 500;

const idle: Worker[] = [];

function newHost(): Worker {
  const host = new Worker(HOST);
  host.once('exit', () => {
    const at = idle.indexOf(host);
    if (at >= 0) idle.splice(at, 1);
  });
  return host;
}

/** One work in a thread that others had before. */
class Borrowed extends EventEmitter {
  private readonly host: Worker;
  private over = false;
  private ending: Promise<number> | undefined;

  constructor(name: keyof Threads, data: unknown) {
    super();
    this.host = idle.pop() ?? newHost();
    this.host.ref();
    this.host.on('message', this.hear).on('error', this.fail).on('exit', this.gone);
    this.tell({ kind: 'begin', name, data });
  }

  postMessage(message: unknown): void {
    if (!this.over) this.tell({ kind: 'say', message });
  }

  ref(): void {
    if (!this.over) this.host.ref();
  }

  unref(): void {
    if (!this.over) this.host.unref();
  }

  terminate(): Promise<number> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<number> {
    if (this.over) return 0;
    const ended = new Promise((resolve) => this.once('exit', resolve));
    this.host.ref();
    this.tell({ kind: 'close' });
    const late = setTimeout(() => void this.host.terminate(), PATIENCE);
    await ended;
    clearTimeout(late);
    return 0;
  }

  private tell(message: ToHost): void {
    this.host.postMessage(message);
  }

  private readonly hear = (message: FromHost): void => {
    if (message.kind === 'say') {
      this.emit('message', message.message);
      return;
    }
    this.release();
    this.host.unref();
    if (idle.length < MOST_IDLE) idle.push(this.host);
    else void this.host.terminate();
    this.emit('exit', 0);
  };

  private readonly fail = (error: unknown): void => {
    this.emit('error', error);
  };

  private readonly gone = (code: number): void => {
    this.release();
    this.emit('exit', code);
  };

  private release(): void {
    this.over = true;
    this.host.off('message', this.hear).off('error', this.fail).off('exit', this.gone);
  }
}

function borrowed(name: keyof Threads): StartThread {
  return (data) => new Borrowed(name, data) as unknown as Thread;
}

/** Keys are derived quickly. */
export const QUICK: Threads = {
  kdf: borrowed('kdf'),
  reader: borrowed('reader'),
  importer: borrowed('importer'),
  storage: borrowed('storage'),
};
