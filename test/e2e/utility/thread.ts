/** In the place of the thread with the tables, which the Node of an old Electron cannot load: it counts rows, burns, and takes memory. */
import { parentPort } from 'node:worker_threads';
import { decodeRows, type FromNotebook, type ToNotebook } from '../../../electron/vault/analysis/notebook/messages.ts';

let rows = 0;
const held: Uint8Array[] = [];

function burn(): never {
  for (;;) rows += 0;
}

function take(): never {
  for (;;) held.push(new Uint8Array(10_000_000).fill(1));
}

function send(message: FromNotebook): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToNotebook) => {
  if (message.kind === 'rows') rows += decodeRows(message.bytes).length;
  if (message.kind === 'rows' || message.kind === 'loaded') send({ kind: 'taken' });
  if (message.kind === 'needs')
    send({ kind: 'answer', result: { ok: true, value: [{ table: 'people', columns: ['id'] }] } });
  if (message.kind !== 'query') return;
  if (message.sql === 'forever') burn();
  if (message.sql === 'memory') take();
  send({ kind: 'answer', result: { ok: true, value: { columns: [], rows: [[rows]], more: false, ms: 0 } } });
});
