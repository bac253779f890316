/** An import with its reading in a thread of its own: while one batch is written here, the next is read there. */
import { attempt, fail, type Result } from '../../shared/base/result.ts';
import type { ImportReport } from '../../shared/bridge/exchange.ts';
import type { ImportOptions } from './exchange/import.ts';
import type { ImportSink } from './records/incoming.ts';
import type { StartThread } from './threads/contract.ts';
import type { FromImporter, ImportInput, ImportTask, ToImporter } from './threads/importer.ts';

export interface ThreadedImport extends Pick<ImportOptions, 'signal' | 'onFiles' | 'onProgress'> {
  readonly input: ImportInput;
  readonly start: StartThread;
  /** Where the thread looks up what is here already. */
  readonly database: { readonly file: string; readonly key: Uint8Array };
  /** Writes on this thread; null for a dry run. */
  readonly write: ImportSink['write'] | null;
}

/** Runs an import to its end; fails as `runImport` does. */
export async function importInThread(options: ThreadedImport): Promise<Result<ImportReport>> {
  const { database, input, signal, write } = options;
  const task: ImportTask = { file: database.file, key: Uint8Array.from(database.key), input, dryRun: write === null };
  const thread = options.start(task);
  const post = (message: ToImporter): void => thread.postMessage(message);
  const cancel = (): void => post({ kind: 'cancel' });
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<Result<ImportReport>>((resolve, reject) => {
      thread.on('message', (message: FromImporter) => {
        if (message.kind === 'end') resolve(message.result);
        else if (message.kind === 'progress') options.onProgress(message.done, message.total);
        else if (message.kind === 'files')
          attempt(() => options.onFiles?.(message.files)).then(
            (noted) => (noted.ok ? undefined : resolve(noted)),
            reject,
          );
        else if (write) attempt(() => write(message.batch)).then((result) => post({ kind: 'written', result }), reject);
      });
      thread.on('error', reject);
      thread.on('exit', () => resolve(fail('cancelled', 'The import ended before everything was read.')));
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    await thread.terminate();
  }
}
