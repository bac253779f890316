/** The importing thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { serveImport } from './threads/importer.ts';

await cryptoReady;
if (parentPort) await serveImport(parentPort, workerData);
