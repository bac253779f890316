/** Argon2id in a short-lived worker: its hundreds of megabytes go back, and the vault answers meanwhile. */
import { Worker } from 'node:worker_threads';
import type { KdfCost } from '../../../shared/crypto/sodium.ts';

export interface KdfRequest {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: KdfCost;
}

/** Derives a 32-byte key from a passphrase. `worker` is the address of kdf-worker. */
export function deriveInWorker(worker: URL, request: KdfRequest): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: request });
    thread.once('message', (key: Uint8Array) => resolve(key));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`key derivation ended with ${code}`)));
  });
}
