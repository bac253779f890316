/** Derives one key. */
import { passphraseKey } from '../../../shared/crypto/sodium.ts';
import type { KdfRequest } from '../kdf-thread.ts';
import type { Port } from './contract.ts';

/** Posts the key of 32 bytes. */
export async function deriveKey(port: Port, data: unknown): Promise<void> {
  const { passphrase, salt, cost } = data as KdfRequest;
  port.postMessage(passphraseKey(passphrase, new Uint8Array(salt), cost));
}
