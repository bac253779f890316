/** Reads a backup back into a folder: everything is proved there before any home is touched. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { raise } from '../../../shared/base/result.ts';
import { listRemotes } from '../storage/remotes.ts';
import { awaitOwn } from '../sync/returning.ts';
import { type Counts, checkCopy, countsOf } from './check.ts';
import { onSource } from './files.ts';
import { readBackup, unpackBackup } from './format.ts';
import { proceed, type Task } from './task.ts';

export interface RestoreInput {
  readonly file: string;
  readonly key: Uint8Array;
  /** Folder in which the database is put together; made here, left to the caller. */
  readonly work: string;
}

/** The name of the database in the folder. */
export const RESTORED = 'restored.db';

/** Raises backup-damaged, database-damaged, database-newer, disk-full, cancelled. */
export async function unpackAndCheck({ file, key, work }: RestoreInput, task: Task): Promise<Counts> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  const database = join(work, RESTORED);
  const backup = onSource(() => readBackup(file));
  unpackBackup(file, backup, database, key, (done, total) =>
    proceed(task, { phase: 'reading', done, total, unit: 'bytes' }),
  );
  return checkCopy(database, key, task, (store, { ok }) => {
    if (!ok) raise('backup-damaged', 'What is in this backup is not whole. Nothing was changed. Take another backup.');
    // since then this workstation may have sent more than it now knows of
    store.transaction((writer) =>
      awaitOwn(
        writer,
        listRemotes(writer).map(({ url }) => url),
      ),
    );
    return countsOf(store);
  });
}
