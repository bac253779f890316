/** Makes a backup: an encrypted copy of the database, written to one file, and proved by a trial restore. */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { Keyring } from '../access/keyring.ts';
import { openStore } from '../storage/database.ts';
import { ownFile } from '../storage/disk.ts';
import { type Counts, checkCopy, countsOf } from './check.ts';
import { onSource, onTarget, partialOf, putInPlace, removePartial } from './files.ts';
import { type BackupHeader, readBackup, unpackBackup, writeBackup } from './format.ts';
import { proceed, type Task } from './task.ts';

export interface BackupInput {
  readonly database: string;
  readonly key: Uint8Array;
  /** Folder for temporary copies, encrypted as everything; made and removed here. */
  readonly work: string;
  /** Where the backup goes; a backup that is there already is replaced at the very end. */
  readonly file: string;
  readonly keyring: Keyring;
  /** Milliseconds. */
  readonly at: number;
  readonly salt: Uint8Array;
}

export interface BackupMade extends Counts {
  readonly bytes: number;
  readonly verified: boolean;
}

/**
 * Raises disk-full, file-unwritable, already-exists (another file of that name), cancelled, and database-damaged where the
 * database cannot be read. What is merely not as it should be does not stop a backup, but lets it replace none.
 */
export async function createBackup(input: BackupInput, task: Task): Promise<BackupMade> {
  const replaces = existsSync(input.file);
  if (replaces) refuseOthersFile(input.file);
  rmSync(input.work, { recursive: true, force: true });
  mkdirSync(input.work, { recursive: true, mode: 0o700 });
  try {
    writeCopy(input, task);
    const made = await tryRestore(input, task);
    if (!made.verified && replaces) {
      raise(
        'database-damaged',
        'The new backup does not hold what it should, so the one that is there was kept. Run verify, then repair.',
      );
    }
    putInPlace(input.file);
    return made;
  } finally {
    rmSync(input.work, { recursive: true, force: true });
    onTarget(() => removePartial(input.file));
  }
}

/** A consistent copy while people work on, then the file from it. */
function writeCopy({ database, key, work, file, keyring, at, salt }: BackupInput, task: Task): void {
  const copy = join(work, 'copy.db');
  proceed(task, { phase: 'reading', done: 0, total: statSync(database).size, unit: 'bytes' });
  const counts = snapshot(database, key, copy);
  const header: BackupHeader = { at, salt, bytes: statSync(copy).size, ...counts, keyring };
  // begun anew, and never through a link that somebody put there: the folder may be anybody's
  onTarget(() => removePartial(file));
  onTarget(() =>
    writeBackup(partialOf(file), header, copy, key, (done, total) =>
      proceed(task, { phase: 'writing', done, total, unit: 'bytes' }),
    ),
  );
  rmSync(copy);
}

function snapshot(database: string, key: Uint8Array, copy: string): Counts {
  ownFile(copy);
  const store = openStore({ file: database, key, readonly: true });
  try {
    store.copyTo(copy);
  } finally {
    store.close();
  }
  const copied = openStore({ file: copy, key, readonly: true });
  try {
    return countsOf(copied);
  } finally {
    copied.close();
  }
}

/** Reads the file back as a restore would. */
async function tryRestore({ file, key, work }: BackupInput, task: Task): Promise<BackupMade> {
  const trial = join(work, 'trial.db');
  const partial = partialOf(file);
  const backup = onSource(() => readBackup(partial));
  unpackBackup(partial, backup, trial, key, (done, total) =>
    proceed(task, { phase: 'checking', done, total, unit: 'bytes' }),
  );
  const { bytes } = onSource(() => ({ bytes: statSync(partial).size }));
  return checkCopy(trial, key, task, (store, { ok }) => {
    const counts = countsOf(store);
    const same = counts.records === backup.header.records && counts.envelopes === backup.header.envelopes;
    return { ...counts, bytes, verified: ok && same };
  });
}

function refuseOthersFile(file: string): void {
  try {
    onSource(() => readBackup(file));
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    // a damaged backup, or one of a newer program, may be replaced; somebody's letter may not
    if (!['backup-damaged', 'database-newer'].includes(error.failure.code))
      raise(
        'already-exists',
        'There is another file of this name, and it is no backup. It was left as it is; choose another name.',
      );
  }
}
