/** The thread that derives one key and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { cryptoReady, passphraseKey } from '../../shared/crypto/sodium.ts';
import type { KdfRequest } from './crypto/kdf.ts';

const { passphrase, salt, cost } = workerData as KdfRequest;
await cryptoReady;
parentPort?.postMessage(passphraseKey(passphrase, new Uint8Array(salt), cost));
