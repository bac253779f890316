/** The yardstick of storage: better-sqlite3 with nothing around it. WAL, every transaction durable as in the vault. */
import Database from 'better-sqlite3';
import { batchesOf, type Row } from './sample.ts';

/** Rows of one transaction. */
export const BATCH = 1000;

export interface PlainStore {
  /** One transaction. */
  insert(rows: readonly Row[]): void;
  count(): number;
  close(): void;
}

/** A table of JSON texts by id. */
export function openPlain(file: string): PlainStore {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec('CREATE TABLE record (id TEXT PRIMARY KEY, json TEXT NOT NULL)');
  const statement = db.prepare('INSERT INTO record (id, json) VALUES (?, ?)');
  const insert = db.transaction((rows: readonly Row[]) => {
    for (const { id, json } of rows) statement.run(id, json);
  });
  return {
    insert: (rows) => insert(rows),
    count: () => db.prepare<[], number>('SELECT count(*) FROM record').pluck().get() ?? 0,
    close: () => db.close(),
  };
}

/** Inserts all rows, `BATCH` in a transaction. */
export function insertAll(store: PlainStore, rows: Iterable<Row>): void {
  for (const batch of batchesOf(rows, BATCH)) store.insert(batch);
}
