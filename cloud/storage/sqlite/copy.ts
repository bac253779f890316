/** A consistent copy of a database that is in use, which is on the disk when it is returned. */
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { raise } from '../../../shared/base/result.ts';

/**
 * Copies everything that was committed when it began, one file without a journal; writers are not held up. The file must not be
 * there yet. Raises `already-exists`, `file-unwritable`, `database-damaged` (then nothing is left of the copy).
 */
export function copyInto(database: Database, file: string): void {
  if (existsSync(file)) raise('already-exists', 'A file of this name is there already. Nothing was written.');
  closeSync(createPrivate(file));
  try {
    database.prepare('VACUUM INTO ?').run(file);
    chmodSync(file, 0o600); // it holds the secret of the tokens
    check(file);
    for (const path of [file, dirname(file)]) flush(path);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** An empty file that only its owner reads: `VACUUM INTO` fills it. */
function createPrivate(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return raise('file-unwritable', `The file cannot be written (${code}). Nothing was written.`);
  }
}

function check(file: string): void {
  const copy = new Sqlite(file, { readonly: true });
  try {
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok')
      raise('database-damaged', 'The copy is damaged and was removed; so may be the original. Run verify.');
  } finally {
    copy.close();
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
