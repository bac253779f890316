/**
 * Tables in memory over which somebody's own SQL runs, one reading statement at a time. For a process of its own
 * (docs/decisions/0056): SQLite cannot be interrupted here, and what it takes of memory is bounded by ending the process.
 */
import Database from 'better-sqlite3';
import { raise } from '../../../shared/base/result.ts';
import type { QueryPlace } from '../../../shared/bridge/notebook.ts';
import { neededColumns } from './query-needs.ts';
import { firstWord, placeOf } from './query-place.ts';

/** A value as SQLite has it. */
export type Cell = string | number | bigint | Uint8Array | null;

export interface TableColumn {
  readonly name: string;
  /** As declared in SQL: decides which affinity its values have. */
  readonly declared: string;
}

export interface QueryColumn {
  readonly name: string;
  /** As declared for the table's column that it shows; null for one that is computed. */
  readonly declared: string | null;
}

/** A statement that was found to read and to do nothing else. */
export interface Query {
  readonly columns: readonly QueryColumn[];
  /** Its rows, one by one, integers as bigint. Raises query-failed, query-too-big. */
  rows(): IterableIterator<Cell[]>;
}

export interface QueryTables {
  /** A new, empty table. */
  create(table: string, columns: readonly TableColumn[]): void;
  /** Empties a table, and takes rows of some of its columns from now on; its other columns are NULL. */
  fill(table: string, columns: readonly string[]): void;
  /** Rows of the table and the columns that were named last. */
  insert(rows: readonly (readonly Cell[])[]): void;
  /** From now on nothing is written. */
  lock(): void;
  /** Raises query-not-read, query-several, query-empty, query-syntax, query-no-table, query-no-column, query-no-function, query-failed. */
  query(sql: string): Query;
  /** Which columns of which tables a statement reads; of a table that it only counts, none. Raises as `query`. */
  needs(sql: string): Map<string, string[]>;
  close(): void;
}

/** SQLite takes no more databases than these beside its own: with all of them taken, nothing can be attached or copied out. */
const MOST_ATTACHED = 10;

/** What reaches past the tables, were it called: the settings of the cipher, other programs' code, the log. */
const CLOSED = ['load_extension', 'fts3_tokenizer', 'sqlite3mc_config', 'sqlite3mc_codec_data', 'sqlite_log'];

/** Functions beside SQLite's own, by name: pure, of texts. */
export type OwnFunctions = Readonly<Record<string, (...values: Cell[]) => Cell>>;

/** Opens an empty place for tables. */
export function openQueryTables(functions: OwnFunctions = {}): QueryTables {
  const db = new Database(':memory:');
  db.pragma('temp_store=MEMORY');
  db.pragma('journal_mode=OFF');
  db.pragma('trusted_schema=OFF');
  for (let at = 0; at < MOST_ATTACHED; at++) db.exec(`ATTACH ':memory:' AS taken_${at}`);
  for (const name of CLOSED) close(db, name);
  for (const [name, compute] of Object.entries(functions))
    db.function(name, { varargs: true, deterministic: true }, (...values: unknown[]) => compute(...(values as Cell[])));
  let adding: Database.Statement | undefined;
  return {
    create: (table, columns) => {
      db.exec(
        `CREATE TABLE ${quoted(table)} (${columns.map(({ name, declared }) => `${quoted(name)} ${declared}`).join(', ')})`,
      );
    },
    fill: (table, columns) => {
      db.pragma('query_only=OFF');
      db.exec(`DELETE FROM ${quoted(table)}`);
      adding = db.prepare(
        `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
    },
    insert: (rows) => {
      const add = adding;
      if (!add) throw new Error('rows before their table');
      db.transaction(() => {
        for (const row of rows) add.run(...row);
      })();
    },
    lock: () => {
      adding = undefined;
      db.pragma('query_only=ON');
    },
    query: (sql) => makeQuery(db, sql),
    needs: (sql) => {
      makeQuery(db, sql);
      return neededColumns(db, sql.replace(SKIPPED, ''), (work) =>
        inWords(work, (message) => placeIn(db, sql, message)),
      );
    },
    close: () => db.close(),
  };
}

/** A function that is not there any more. SQLite prefers the one with just the number of values that is given. */
function close(db: Database.Database, name: string): void {
  const refuse = (): never => {
    throw new Error(`no such function: ${name}`);
  };
  for (const closed of [() => refuse(), (_1: unknown) => refuse(), (_1: unknown, _2: unknown) => refuse()])
    db.function(name, { directOnly: true }, closed);
  db.function(name, { varargs: true, directOnly: true }, refuse);
}

/** An SQL name that stands for itself, whatever it holds. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What SQLite skips before a statement. */
const SKIPPED = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/;
const READS = /^(?:SELECT|WITH|VALUES)\b/i;

function makeQuery(db: Database.Database, sql: string): Query {
  const statementText = sql.replace(SKIPPED, '');
  if (statementText === '') raise('query-empty', 'There is no statement yet. Write one that begins with SELECT.');
  // a PRAGMA works while it is prepared: what may not run is not even shown to SQLite
  if (!READS.test(statementText)) refuseWriting(firstWord(sql));
  const place = (message: string): QueryPlace | undefined => placeIn(db, sql, message);
  const statement = inWords(() => db.prepare(sql), place);
  if (!statement.reader || !statement.readonly) refuseWriting();
  statement.raw(true).safeIntegers(true);
  return {
    columns: inWords(() => statement.columns(), place).map(({ name, type }) => ({ name, declared: type })),
    rows: () => rows(statement, sql, place),
  };
}

function placeIn(db: Database.Database, sql: string, message: string): QueryPlace | undefined {
  return placeOf(sql, message, (text) => complaintOf(db, text));
}

/** What SQLite says of a text that begins as one that it was shown before; it is not run. */
function complaintOf(db: Database.Database, sql: string): string | undefined {
  try {
    db.prepare(sql);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

function* rows(
  statement: Database.Statement,
  sql: string,
  place: (message: string) => QueryPlace | undefined,
): IterableIterator<Cell[]> {
  const iterator = inWords(() => statement.iterate(), place) as IterableIterator<Cell[]>;
  try {
    for (;;) {
      const { done, value } = inWords(
        () => iterator.next(),
        () => undefined,
        (message) => withoutValues(message, sql),
      );
      if (done) return;
      yield value;
    }
  } finally {
    iterator.return?.();
  }
}

/** While rows are made SQLite may quote a value of one: only what stands in the SQL itself is told. */
function withoutValues(message: string, sql: string): string {
  const quoted = /[:'"]\s*['"]?(.*?)['"]?$/s.exec(message);
  return quoted?.[1] === undefined || sql.includes(quoted[1]) ? message : message.slice(0, quoted.index);
}

function refuseWriting(place?: QueryPlace): never {
  raise(
    'query-not-read',
    'Only what reads can be run here: a statement that begins with SELECT, WITH or VALUES.',
    place,
  );
}

type Say = (found: string, place: QueryPlace | undefined) => never;

const WORDS: readonly (readonly [RegExp, Say])[] = [
  [
    /^no such table: (?:main\.)?(.*)$/,
    (table, place) =>
      raise('query-no-table', `There is no table ${table}. The tables are those of the chosen views.`, {
        table,
        ...place,
      }),
  ],
  [
    /^no such column: (.*?)(?: - should this be a string literal in single-quotes\?)?$/,
    (column, place) =>
      raise(
        'query-no-column',
        `There is no column ${column}. Look at the list of columns; texts stand in single quotes.`,
        { column, ...place },
      ),
  ],
  [
    /^no such function: (.*)$/,
    (name, place) => raise('query-no-function', `SQLite has no function ${name}.`, { name, ...place }),
  ],
  [
    /^near "([\s\S]*)": syntax error$/,
    (near, place) => raise('query-syntax', `SQLite does not understand this at ${near}.`, { near, ...place }),
  ],
  [
    /^incomplete input$/,
    (_, place) =>
      raise('query-incomplete', 'The statement ends too early: a bracket, a quote or a part is missing.', place),
  ],
  [
    /more than one statement/,
    (_, place) =>
      raise(
        'query-several',
        'Only one statement can be run at a time. Take the others into cells of their own.',
        place,
      ),
  ],
  [
    /^(?:string or blob too big|out of memory)$/,
    () => raise('query-too-big', 'A value grew too big. Make it smaller.'),
  ],
];

/** SQLite's errors as expected failures; `place`: where in the SQL one has its cause, `told`: as much of it as may be told. */
function inWords<T>(
  work: () => T,
  place: (message: string) => QueryPlace | undefined,
  told = (message: string): string => message,
): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const ofSqlite = /^SQLITE_/.test('code' in error ? String(error.code) : '');
    // the binding itself: of values that a statement leaves open, or that are too long for it
    const ofBinding = error instanceof RangeError || error.constructor === Error || /parameter/.test(error.message);
    if (!ofSqlite && !ofBinding) throw error;
    return sayAny(told(error.message), place(error.message));
  }
}

function sayAny(message: string, place: QueryPlace | undefined): never {
  for (const [pattern, say] of WORDS) {
    const found = pattern.exec(message);
    if (found) say(shortened(found[1] ?? ''), place);
  }
  return raise('query-failed', `SQLite says: ${shortened(message)}`, { reason: shortened(message), ...place });
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
