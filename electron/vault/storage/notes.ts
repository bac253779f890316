/**
 * What long work remembers while it runs (which resource came already, what an entry's address means), with memory that does not grow
 * with it: the newest notes stand in memory, the others in a database of its own, which is encrypted under a key that nobody
 * keeps and is gone when the work ends.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toHex } from '../../../shared/base/bytes.ts';
import { onDisk, ownFile } from './disk.ts';

/** Texts by text. */
export interface Ledger {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export interface Notes {
  /** A new one, empty. */
  ledger(): Ledger;
  /** Forgets everything. */
  close(): void;
}

export interface NotesOptions {
  /** Where the database stands, once one is needed. */
  readonly folder: string;
  /** 32 random bytes, of this work alone. */
  readonly key: Uint8Array;
  /** How many notes of a ledger stand in memory: about 200 bytes each. */
  readonly inMemory?: number;
}

const IN_MEMORY = 50_000;
const ENDING = '.notes';
/** Notes of one transaction: what it would take to undo it stands in memory. */
const AT_ONCE = 2000;

/** Notes that stay in memory alone, for what is small. */
export function memoryNotes(): Notes {
  return { ledger: () => new Map<string, string>(), close: () => {} };
}

/** Notes of any number. Their ledgers raise disk-full and home-unusable. */
export function openNotes({ folder, key, inMemory = IN_MEMORY }: NotesOptions): Notes {
  let file: NotesFile | undefined;
  let ledgers = 0;
  const opened = (): NotesFile => {
    file ??= openFile(folder, key);
    return file;
  };
  return {
    ledger: () => {
      const number = ledgers++;
      const newest = new Map<string, string>();
      let written = false;
      return {
        get: (name) => newest.get(name) ?? (written ? opened().get(number, name) : undefined),
        set: (name, value) => {
          newest.set(name, value);
          if (newest.size < inMemory) return;
          opened().put(number, newest);
          written = true;
          newest.clear();
        },
      };
    },
    close: () => file?.close(),
  };
}

interface NotesFile {
  get(ledger: number, name: string): string | undefined;
  put(ledger: number, notes: ReadonlyMap<string, string>): void;
  close(): void;
}

function openFile(folder: string, key: Uint8Array): NotesFile {
  const path = join(folder, `${toHex(key.subarray(0, 8))}${ENDING}`);
  const db = onDisk(() => {
    removeLeftOvers(folder);
    ownFile(path);
    return new Database(path);
  });
  onDisk(() => {
    db.pragma("cipher='aegis'");
    db.pragma(`key='raw:${toHex(key)}'`);
    db.pragma('temp_store=MEMORY');
    // nothing beside the file; the binding refuses to do without a journal
    db.pragma('journal_mode=MEMORY');
    db.pragma('synchronous=OFF');
    db.pragma('locking_mode=EXCLUSIVE');
    db.pragma('cache_size=-16384');
    db.exec(
      'CREATE TABLE note (ledger INTEGER, name TEXT, value TEXT NOT NULL, PRIMARY KEY (ledger, name)) WITHOUT ROWID, STRICT',
    );
  });
  // where the system lets it go at once, nothing is left after a crash
  removeLeftOvers(folder);
  const find = db.prepare<[number, string], { value: string }>('SELECT value FROM note WHERE ledger = ? AND name = ?');
  const keep = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO note (ledger, name, value) VALUES (?, ?, ?)',
  );
  const keepSome = db.transaction((ledger: number, notes: readonly (readonly [string, string])[]) => {
    for (const [name, value] of notes) keep.run(ledger, name, value);
  });
  const keepAll = (ledger: number, notes: ReadonlyMap<string, string>): void => {
    // neighbours together: pages are touched once
    const sorted = [...notes].sort(([a], [b]) => (a < b ? -1 : 1));
    for (let from = 0; from < sorted.length; from += AT_ONCE) keepSome(ledger, sorted.slice(from, from + AT_ONCE));
  };
  return {
    get: (ledger, name) => onDisk(() => find.get(ledger, name)?.value),
    put: (ledger, notes) => onDisk(() => keepAll(ledger, notes)),
    close: () => {
      db.close();
      removeLeftOvers(folder);
    },
  };
}

/** Removes what a crash left; what is in use stays, where the system does not let it go. */
function removeLeftOvers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(ENDING) && !name.endsWith(`${ENDING}-journal`)) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error))) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
