/** Opening the file of the SQLite store, and the meaning of SQLite's errors. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { ErrorCode } from '../../../shared/base/errors.ts';
import { ExpectedError, fail } from '../../../shared/base/result.ts';
import { StorageFull, type StoreOptions } from '../contract.ts';
import { migrate } from './migrations/index.ts';

const BUSY_TIMEOUT_MS = 5000;

/** Opens `cloud.sqlite` in the folder, creating both; durable on return of every transaction. A copy is only read. */
export function openDatabase(options: StoreOptions): Database {
  if (options.copy !== undefined) return new Sqlite(options.copy, { readonly: true, fileMustExist: true });
  const path = join(options.directory, 'cloud.sqlite');
  if (options.existing && !existsSync(path))
    throw expected('home-unusable', 'There are no data of an endpoint in the folder named with --data.');
  let database: Database | undefined;
  try {
    mkdirSync(options.directory, { recursive: true, mode: 0o700 });
    database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    chmodSync(path, 0o600); // it holds the secret of the tokens
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('secure_delete = ON'); // what a redaction drops is overwritten
    database.pragma('cache_size = -32768');
    if (options.storageLimit !== undefined) limitPages(database, options.storageLimit);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw opening(error);
  }
}

/** What SQLite finds wrong with the file. */
export function checkDatabase(database: Database): string[] {
  const lines = database.pragma('integrity_check(20)') as readonly { readonly integrity_check: string }[];
  return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
}

/** Runs `work`, turning "no room" into `StorageFull`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isFull(error) ? new StorageFull(error) : error;
  }
}

function limitPages(database: Database, bytes: number): void {
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  database.pragma(`max_page_count = ${Math.max(1, Math.floor(bytes / pageSize))}`);
}

function isFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC';
}

function opening(error: unknown): unknown {
  const code = codeOf(error);
  if (isFull(error)) return expected('disk-full', 'There is no room for the data of the endpoint.');
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return expected('database-damaged', 'cloud.sqlite is damaged. Restore it from a backup and start with --restored.');
  }
  if (UNUSABLE.includes(code) || /^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) {
    return expected('home-unusable', 'The folder named with --data cannot be written.');
  }
  return error;
}

const UNUSABLE = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'];

function expected(code: ErrorCode, message: string): ExpectedError {
  return new ExpectedError(fail(code, message).error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
