/** What electron/vault/kdf-worker.ts is, for tests: one key, derived quickly. */
import { parentPort, workerData } from 'node:worker_threads';
import type { KdfRequest } from '../../electron/vault/crypto/kdf.ts';
import { quickKey } from './quick-kdf.ts';

const { passphrase, salt } = workerData as KdfRequest;
parentPort?.postMessage(quickKey(passphrase, new Uint8Array(salt)));
