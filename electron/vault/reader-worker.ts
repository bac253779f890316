/** The reading thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { serveReader } from './threads/reader.ts';

await cryptoReady;
if (parentPort) await serveReader(parentPort, workerData);
