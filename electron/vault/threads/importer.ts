/** The importing thread: reads, judges and rewrites what comes in, and hands it to the vault batch by batch. */
import { dirname } from 'node:path';
import { attempt, ExpectedError, type Result } from '../../../shared/base/result.ts';
import type { CleaningChoice } from '../../../shared/bridge/cleaning.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { readMembers } from '../access/membership.ts';
import { dryRunSink } from '../exchange/dry-run.ts';
import { type ImportOptions, runImport } from '../exchange/import.ts';
import type { FoundFile } from '../exchange/runs/run.ts';
import { identifierFinder, knownRecords, redactedFinder } from '../records/import-sink.ts';
import type { Batch, ImportOutcome } from '../records/incoming.ts';
import { openStore } from '../storage/database.ts';
import { openNotes } from '../storage/notes.ts';
import type { Port } from './contract.ts';

/** What is to be read, and how. */
export type ImportInput = Pick<
  ImportOptions,
  'paths' | 'format' | 'system' | 'holdInvalid' | 'deletions' | 'settings' | 'resumed'
> & {
  readonly clean?: CleaningChoice | undefined;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
};

/** What the thread is started with: the database to look things up in, and what to read. */
export interface ImportTask {
  readonly file: string;
  readonly key: Uint8Array;
  readonly input: ImportInput;
  /** Nothing is handed to the vault. */
  readonly dryRun: boolean;
}

export type FromImporter =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'files'; readonly files: readonly FoundFile[] }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'end'; readonly result: Result<ImportReport> };

export type ToImporter =
  | { readonly kind: 'cancel' }
  /** What became of the oldest batch that was not answered yet. */
  | { readonly kind: 'written'; readonly result: Result<ImportOutcome> };

/** Reads to the end, or until it is told to stop, and posts what came of it. */
export async function serveImport(port: Port, data: unknown): Promise<void> {
  const abort = new AbortController();
  const unanswered: ((result: Result<ImportOutcome>) => void)[] = [];
  port.on('message', (message: ToImporter) => {
    if (message.kind === 'cancel') abort.abort();
    else unanswered.shift()?.(message.result);
  });
  const result = await attempt(() => read(data as ImportTask, { signal: abort.signal, send, write }));
  send({ kind: 'end', result: result.ok ? result.value : result });
  port.close();

  async function write(batch: Batch): Promise<ImportOutcome> {
    send({ kind: 'batch', batch });
    const written = await new Promise<Result<ImportOutcome>>((resolve) => unanswered.push(resolve));
    if (!written.ok) throw new ExpectedError(written.error);
    return written.value;
  }

  function send(message: FromImporter): void {
    port.postMessage(message);
  }
}

/** The vault, as whoever reads sees it. */
interface Asking {
  readonly signal: AbortSignal;
  readonly send: (message: FromImporter) => void;
  readonly write: (batch: Batch) => Promise<ImportOutcome>;
}

async function read(
  { file, key, input, dryRun }: ImportTask,
  { signal, send, write }: Asking,
): Promise<Result<ImportReport>> {
  const store = openStore({ file, key: new Uint8Array(key), readonly: true });
  const notes = openNotes({ folder: dirname(file), key: randomBytes(32) });
  try {
    const sink = dryRun
      ? dryRunSink(store, notes)
      : {
          write,
          findByIdentifier: identifierFinder(store),
          isRedacted: redactedFinder(store),
          here: knownRecords(store, readMembers(store)),
        };
    // the rules and their libraries are read when they are needed
    const cleaner =
      input.clean &&
      (await (
        await import('../quality/cleaning/import.ts')
      ).importCleaner(store, input.clean, { ...readMembers(store).profile, today: input.today }));
    return await runImport({
      ...input,
      cleaner,
      sink,
      notes,
      signal,
      onFiles: (files) => send({ kind: 'files', files }),
      onProgress: (done, total) => send({ kind: 'progress', done, total }),
    });
  } finally {
    notes.close();
    store.close();
  }
}
