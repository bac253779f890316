/** The thread that derives one key and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { deriveKey } from './threads/kdf.ts';

await cryptoReady;
if (parentPort) await deriveKey(parentPort, workerData);
