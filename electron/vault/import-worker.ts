/** The importing thread: reads, judges and rewrites what comes in, and hands it to the vault batch by batch. */
import { parentPort, workerData } from 'node:worker_threads';
import { attempt, ExpectedError, type Result } from '../../shared/base/result.ts';
import type { ImportReport } from '../../shared/bridge/exchange.ts';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { runImport } from './exchange/import.ts';
import { identifierFinder, redactedFinder } from './records/import-sink.ts';
import type { ImportCounts, Incoming, SourceId } from './records/incoming.ts';
import { openStore } from './storage/database.ts';

/** What the thread is started with: the database to look things up in, and what to read. */
export interface ImportTask {
  readonly file: string;
  readonly key: Uint8Array;
  readonly paths: readonly string[];
  readonly system: string | undefined;
}

export type FromImporter =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'batch';
      readonly batch: readonly Incoming[];
      readonly referred: readonly { source: SourceId; id: string }[];
    }
  | { readonly kind: 'end'; readonly result: Result<ImportReport> };

export type ToImporter =
  | { readonly kind: 'cancel' }
  /** What became of the oldest batch that was not answered yet. */
  | { readonly kind: 'written'; readonly result: Result<ImportCounts> };

const abort = new AbortController();
const unanswered: ((result: Result<ImportCounts>) => void)[] = [];

parentPort?.on('message', (message: ToImporter) => {
  if (message.kind === 'cancel') abort.abort();
  else unanswered.shift()?.(message.result);
});

await cryptoReady; // a small file is read sooner than libsodium is there
const result = await attempt(() => read(workerData as ImportTask));
send({ kind: 'end', result: result.ok ? result.value : result });
parentPort?.close();

async function read({ file, key, paths, system }: ImportTask): Promise<Result<ImportReport>> {
  const store = openStore({ file, key: new Uint8Array(key), readonly: true });
  try {
    return await runImport({
      paths,
      system,
      sink: { write, findByIdentifier: identifierFinder(store), isRedacted: redactedFinder(store) },
      signal: abort.signal,
      onProgress: (done, total) => send({ kind: 'progress', done, total }),
    });
  } finally {
    store.close();
  }
}

async function write(
  batch: readonly Incoming[],
  referred: readonly { source: SourceId; id: string }[],
): Promise<ImportCounts> {
  send({ kind: 'batch', batch, referred });
  const written = await new Promise<Result<ImportCounts>>((resolve) => unanswered.push(resolve));
  if (!written.ok) throw new ExpectedError(written.error);
  return written.value;
}

function send(message: FromImporter): void {
  parentPort?.postMessage(message);
}
