/** Simulated disks under real SQLite files: a program ends, or there is no room, before any statement that is about to write. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The program ended here: nothing behind this moment has happened. */
export class Crash extends Error {}

/** Told of each statement that is about to run on a file; what it throws happens instead. */
export type Watch = (sql: string) => void;

/** What every statement of the binding inherits. */
const STATEMENT = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as {
  run(...params: unknown[]): unknown;
};
const watches = new Map<string, Watch>();
const run = STATEMENT.run;
STATEMENT.run = function (
  this: { readonly source: string; readonly database: { readonly name: string } },
  ...params: unknown[]
): unknown {
  watches.get(this.database.name)?.(this.source);
  return run.apply(this, params);
};

/** Watches what is written to a file. */
export function watch(file: string, watcher: Watch): void {
  watches.set(file, watcher);
}

/** There is no room for what a statement writes; beginnings and ends that write nothing succeed. */
export function refuseFull(sql: string): void {
  if (/^\s*(BEGIN|ROLLBACK|SAVEPOINT|RELEASE)/i.test(sql)) return;
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
}

/** A database as it stands on the disk at this moment, with its journal: what is not committed is not there. */
export function copyDatabase(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

/** Removes a database that nobody will open any more. */
export function removeFiles(file: string): void {
  watches.delete(file);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** A folder for one simulation; in memory where the machine has such a place, for every transaction waits for its disk. */
export function simulationFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'xinglin-simulation-'));
}
