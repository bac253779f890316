/** The thread of the notebook's process that holds the tables. */
import { parentPort } from 'node:worker_threads';
import { serveTables } from './analysis/notebook/tables.ts';

if (parentPort) serveTables(parentPort);
