/** The thread of a long task on a whole database. */
import { parentPort, workerData } from 'node:worker_threads';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { serveStorage } from './threads/storage.ts';

await cryptoReady;
if (parentPort) await serveStorage(parentPort, workerData);
