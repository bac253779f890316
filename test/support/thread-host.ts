/**
 * A thread that takes one work after another (test/support/threads.ts), with its modules read once. What it does is what the
 * product's threads do, but for the key, which is derived quickly.
 */
import { EventEmitter } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { KdfRequest } from '../../electron/vault/kdf-thread.ts';
import type { Port, Threads, ThreadWork } from '../../electron/vault/threads/contract.ts';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { quickKey } from './quick-kdf.ts';

export type ToHost =
  | { readonly kind: 'begin'; readonly name: keyof Threads; readonly data: unknown }
  | { readonly kind: 'say'; readonly message: unknown }
  | { readonly kind: 'close' };
/** `over`: it is free for another. */
export type FromHost = { readonly kind: 'say'; readonly message: unknown } | { readonly kind: 'over' };

const WORK: Readonly<Record<keyof Threads, () => Promise<ThreadWork>>> = {
  kdf: async () => async (port, data) => {
    const { passphrase, salt } = data as KdfRequest;
    port.postMessage(quickKey(passphrase, new Uint8Array(salt)));
  },
  reader: async () => (await import('../../electron/vault/threads/reader.ts')).serveReader,
  importer: async () => (await import('../../electron/vault/threads/importer.ts')).serveImport,
  storage: async () => (await import('../../electron/vault/threads/storage.ts')).serveStorage,
};

/** The port of one work, as a thread of its own would have it: what came before somebody listened waits. */
class WorkPort extends EventEmitter {
  private readonly waiting: unknown[] = [];
  private closed = false;

  constructor() {
    super();
    this.on('newListener', (event) => {
      queueMicrotask(() => {
        if (event === 'message') for (const one of this.waiting.splice(0)) this.emit('message', one);
        if (event === 'close' && this.closed) this.emit('close');
      });
    });
  }

  hear(message: unknown): void {
    if (this.listenerCount('message') > 0 && this.waiting.length === 0) this.emit('message', message);
    else this.waiting.push(message);
  }

  postMessage(message: unknown): void {
    post({ kind: 'say', message });
  }

  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

let port = new WorkPort();
await cryptoReady;
parentPort?.on('message', (message: ToHost) => {
  if (message.kind === 'begin') void begin(message.name, message.data);
  else if (message.kind === 'say') port.hear(message.message);
  else port.close();
});

async function begin(name: keyof Threads, data: unknown): Promise<void> {
  port = new WorkPort();
  const mine = port;
  const work = await WORK[name]();
  await work(mine as unknown as Port, data);
  post({ kind: 'over' });
}

function post(message: FromHost): void {
  parentPort?.postMessage(message);
}
