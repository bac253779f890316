/** Argon2id in a short-lived worker: its hundreds of megabytes go back, and the vault answers meanwhile. */
import type { KdfCost } from '../../shared/crypto/sodium.ts';
import type { StartThread } from './threads/contract.ts';

export interface KdfRequest {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: KdfCost;
}

/** Derives a 32-byte key from a passphrase. */
export function deriveInThread(start: StartThread, request: KdfRequest): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = start(request);
    thread.once('message', (key: Uint8Array) => resolve(key));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`key derivation ended with ${code}`)));
  });
}
