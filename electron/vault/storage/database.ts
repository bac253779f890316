/** Opens the encrypted database. The one place that knows the binding, its cipher and its settings. */
import { renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import { onDisk, ownFile } from './disk.ts';
import { registerFunctions } from './functions.ts';
import { knownVersion, migrate } from './migrations/index.ts';

const BUSY_TIMEOUT = 'busy_timeout=5000';

export type SqlValue = string | number | bigint | Uint8Array | null;

/** Reads. What analysis, export and charts are given: nothing through it can change a byte. */
export interface Reader {
  /** All rows. */
  all<T>(sql: string, ...params: SqlValue[]): T[];
  /** The first row, or undefined. */
  get<T>(sql: string, ...params: SqlValue[]): T | undefined;
  /** Rows one by one; the connection is busy until the loop ends. */
  each<T>(sql: string, ...params: SqlValue[]): IterableIterator<T>;
}

/** Reads and writes; only inside `transaction`. */
export interface Writer extends Reader {
  run(sql: string, ...params: SqlValue[]): { changes: number; rowid: number };
  /** Work that is undone by itself where it throws, inside the transaction (a savepoint). */
  step<T>(work: () => T): T;
}

export interface Store extends Reader {
  /** One durable transaction: all of it or nothing. Not re-entrant. */
  transaction<T>(work: (writer: Writer) => T): T;
  /** Pages, indexes and every authentication tag; an empty list when all is well. */
  check(): string[];
  /** Writes a consistent copy under the same key into a file that is empty or not there; work goes on meanwhile. */
  copyTo(file: string): void;
  /** Moves the journal into the database and empties it, so that nothing that was overwritten lingers there; false while somebody reads an older state. */
  emptyJournal(): boolean;
  close(): void;
}

export interface StoreOptions {
  readonly file: string;
  /** 32 bytes; null only for benchmarks' plain yardstick. */
  readonly key: Uint8Array | null;
  readonly readonly?: boolean;
  /** Until it is closed it sees the records as they were when it was opened; only with `readonly`. */
  readonly snapshot?: boolean;
  /** The most pages that are kept in memory, in MiB; 64 where nothing is said. */
  readonly cacheMb?: number;
}

const CACHE_MB = 64;

/** Opens (or creates) and migrates a database. Raises database-damaged, database-newer, disk-full, home-unusable. */
export function openStore(options: StoreOptions): Store {
  return guarded(() => {
    if (!options.readonly) ownFile(options.file);
    const db = new Database(options.file, { readonly: options.readonly ?? false });
    try {
      unlock(db, options);
      registerFunctions(db);
      if (options.readonly) knownVersion(db);
      else migrate(db);
      if (options.snapshot) {
        db.exec('BEGIN');
        db.prepare('SELECT count(*) FROM sqlite_schema').get(); // it is the first read that sees them
      }
      return makeStore(db);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Removes a database that nobody has open, with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** Puts a closed database into the place of another, in which there is one or the other at every moment. */
export function replaceDatabase(beside: string, file: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  renameSync(beside, file);
}

function unlock(db: Database.Database, { key, cacheMb = CACHE_MB }: StoreOptions): void {
  if (key) {
    db.pragma("cipher='aegis'");
    db.pragma(`key='raw:${toHex(key)}'`);
  }
  // A sort would otherwise spill plaintext into unlinked temporary files.
  db.pragma('temp_store=MEMORY');
  if (db.pragma('temp_store', { simple: true }) !== 2) throw new Error('temp_store is not MEMORY');
  db.pragma('secure_delete=ON');
  db.pragma('foreign_keys=ON');
  db.pragma(`cache_size=-${cacheMb * 1024}`);
  db.pragma(BUSY_TIMEOUT);
  if (!db.readonly) {
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
  }
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** Prepared statements are kept for the next time: up to so many, and of so many characters. */
const MOST_KEPT = 1000;
const LONGEST_KEPT = 4000;

function makeStore(db: Database.Database): Store {
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    // those of a search are of any length and number, and each would be kept for good
    if (sql.length > LONGEST_KEPT) return db.prepare(sql);
    let statement = statements.get(sql);
    if (!statement) {
      if (statements.size >= MOST_KEPT) statements.clear();
      statement = db.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const writer: Writer = {
    all: <T>(sql: string, ...params: SqlValue[]) => guarded(() => prepare(sql).all(...params) as T[]),
    get: <T>(sql: string, ...params: SqlValue[]) => guarded(() => prepare(sql).get(...params) as T | undefined),
    // a statement of its own: a cached one would refuse to be used again while the loop runs
    each: <T>(sql: string, ...params: SqlValue[]) => rows<T>(() => db.prepare(sql), params),
    step: (work) => guarded(() => db.transaction(work)()),
    run: (sql, ...params) =>
      guarded(() => {
        const { changes, lastInsertRowid } = prepare(sql).run(...params);
        return { changes, rowid: Number(lastInsertRowid) };
      }),
  };
  const { all, get, each } = writer;
  return {
    all,
    get,
    each,
    transaction: (work) => guarded(() => db.transaction(() => work(writer)).immediate()),
    check: () => checked(db),
    copyTo: (file) => {
      guarded(() => db.prepare('VACUUM INTO ?').run(file));
    },
    emptyJournal: () => guarded(() => emptied(db)),
    close: () => db.close(),
  };
}

function checked(db: Database.Database): string[] {
  try {
    return guarded(() => db.pragma('integrity_check(20)') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
  } catch (error) {
    // some pages the check itself cannot do without
    if (!(error instanceof ExpectedError) || error.failure.code !== 'database-damaged') throw error;
    return ['pages of the database cannot be read'];
  }
}

function emptied(db: Database.Database): boolean {
  db.pragma('busy_timeout=200'); // a long read is not waited for
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  db.pragma(BUSY_TIMEOUT);
  return row?.busy === 0;
}

function* rows<T>(prepare: () => Database.Statement, params: SqlValue[]): IterableIterator<T> {
  const iterator = guarded(() => prepare().iterate(...params)) as IterableIterator<T>;
  try {
    for (;;) {
      const { done, value } = guarded(() => iterator.next());
      if (done) return;
      yield value;
    }
  } finally {
    iterator.return?.();
  }
}

/** Adds to the errors of files the one that only a database has. */
function guarded<T>(work: () => T): T {
  return onDisk(() => {
    try {
      return work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT')) throw error;
      return raise(
        'database-damaged',
        'The database cannot be read: it is damaged, or this is another key. Delete nothing. Repair it; where that does not help, restore a backup.',
      );
    }
  });
}
