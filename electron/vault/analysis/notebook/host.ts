/** The notebook's process, seen from the vault: started when it is needed, fed, asked, and ended at its limits. */
import { ExpectedError, type Result, raise } from '../../../../shared/base/result.ts';
import type { NotebookLimits, QueryResult, TableColumn } from '../../../../shared/bridge/notebook.ts';
import { type EXPORT_FORMATS, FromNotebook, type Needs, type ToNotebook } from './messages.ts';
import type { Child, StartChild } from './process.ts';

const MB = 1024 * 1024;
/** Rows on their way to the process: so many pieces, then it is waited for. */
const AHEAD = 2;

/** A table of a chosen view. */
export interface TableSource {
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

/** The rows of the tables, all of one state of the records. */
export interface RowSource {
  /** Of that state; grows with every change of the records. */
  readonly mark: number;
  /** Rows of a table, of some of its columns in their order, in pieces as `encodeRows` writes them. Takes a piece when the one before went on its way. */
  pieces(
    table: string,
    columns: readonly string[],
    take: (bytes: Uint8Array, rows: number) => Promise<void>,
  ): Promise<void>;
}

/** What a process may hold: it is used again for what was chosen alike. */
export interface Loading {
  /** The same for the same views over the same records. */
  readonly key: string;
  readonly timeZone: string;
  readonly today: string;
  /** Milliseconds. */
  readonly now: number;
  /** The records' mark now, as in `RowSource`. */
  readonly mark: number;
  /** Types of records that the tables show. */
  readonly types: readonly string[];
  readonly tables: readonly TableSource[];
  /** Opens the records as they are then, as long as `work` takes. */
  read<T>(work: (rows: RowSource) => Promise<T>, signal: AbortSignal): Promise<T>;
  readonly onRows: (rows: number) => void;
}

export interface Loaded {
  /** Those that a query has read. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** When the tables were loaded, milliseconds. */
  readonly at: number;
  /** Records of their types have changed since. */
  readonly outdated: boolean;
}

export interface NotebookHost {
  /**
   * Answers one query over the tables, loading what it reads of them where that is not there yet. One at a time: another waits.
   * What is loaded is of one state of the records: where they have changed and more is needed, all that is needed is loaded anew.
   * Raises query-time-limit, query-memory-limit, query-ended, cancelled, and what the statement itself is refused for.
   */
  run(asked: Asked & { readonly rows: number }): Promise<{ result: QueryResult; loaded: Loaded }>;
  /** Makes a file of a query's rows; `write` gets it in pieces. Raises as `run`. */
  export(
    asked: Asked & { readonly format: (typeof EXPORT_FORMATS)[number] },
    write: (bytes: Uint8Array, rows: number) => Promise<void>,
  ): Promise<{ rows: number }>;
  /** Ends the process: nothing of the tables is left. What is under way is cancelled. */
  close(): void;
  /** Records of these types have changed; none: any may have. `mark`: as in `Loading`, now. */
  outdate(types: readonly string[], mark: number): void;
}

interface Asked {
  readonly loading: Loading;
  readonly sql: string;
  readonly limits: NotebookLimits;
  readonly signal: AbortSignal;
  /** Loads the tables anew. */
  readonly anew?: boolean;
}

/** Makes a host whose process starts with the first query. */
export function createNotebookHost(start: StartChild): NotebookHost {
  let running: Running | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const closing = { controller: new AbortController() };

  /** One after another; each ends where the notebook is closed, too. */
  const inTurn = <T>(asked: Asked, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = AbortSignal.any([asked.signal, closing.controller.signal]);
    const mine = turn.then(() => {
      if (signal.aborted) sayCancelled();
      return work(signal);
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  const processFor = ({ loading, limits, anew }: Asked): Running => {
    if (running && (anew || running.key !== loading.key || running.memoryMb !== limits.memoryMb || running.isOver())) {
      running.kill();
      running = undefined;
    }
    running ??= startRunning(start, loading, limits.memoryMb);
    return running;
  };

  /** A process that holds what the statement reads. */
  const loadedFor = async (asked: Asked, signal: AbortSignal): Promise<Running> => {
    const { loading, limits, sql } = asked;
    const process = processFor(asked);
    // its time begins where the process is there
    if (process.loaded.size === 0) await process.guarded(signal, undefined, () => process.finish());
    const needs = await process.guarded(signal, limits.seconds, () => process.ask<Needs>({ kind: 'needs', sql }));
    const missing = missingIn(process, loading.tables, needs);
    if (missing.length === 0) return process;
    try {
      const fits = await process.guarded(signal, undefined, () =>
        loading.read((rows) => load(process, loading, missing, rows), signal),
      );
      if (fits) return process;
    } catch (error) {
      process.kill(); // with half of the tables it is of no use
      throw error;
    }
    return loadedFor({ ...asked, anew: true }, signal);
  };

  return {
    run: (asked) =>
      inTurn(asked, async (signal) => {
        const process = await loadedFor(asked, signal);
        const result = await process.guarded(signal, asked.limits.seconds, () =>
          process.ask<QueryResult>({ kind: 'query', sql: asked.sql, rows: asked.rows }),
        );
        const { loaded, at, isOutdated } = process;
        const tables = asked.loading.tables.flatMap(({ name }) => {
          const there = loaded.get(name);
          return there ? [{ name, rows: there.rows }] : [];
        });
        return { result, loaded: { tables, at, outdated: isOutdated } };
      }),
    export: (asked, write) =>
      inTurn(asked, async (signal) => {
        const process = await loadedFor(asked, signal);
        return process.guarded(signal, asked.limits.seconds, () =>
          process.ask<{ rows: number }>({ kind: 'export', sql: asked.sql, format: asked.format }, write),
        );
      }),
    close: () => {
      closing.controller.abort();
      closing.controller = new AbortController();
      running?.kill();
      running = undefined;
    },
    outdate: (types, mark) => {
      // changes are told a little later: those that the tables have already are no news
      if (running && mark > running.mark && (types.length === 0 || running.types.some((type) => types.includes(type))))
        running.isOutdated = true;
    },
  };
}

interface Missing {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Tables that lack a column that is read, with all columns that they have to have then; one whose rows are only counted has its first. */
function missingIn({ loaded }: Running, tables: readonly TableSource[], needs: Needs): Missing[] {
  return needs.flatMap(({ table, columns }) => {
    const there = loaded.get(table)?.columns;
    if (there && columns.every((name) => there.includes(name))) return [];
    const wanted = new Set([...(there ?? []), ...columns]);
    const all = (tables.find(({ name }) => name === table)?.columns ?? []).map(({ name }) => name);
    return [{ table, columns: wanted.size === 0 ? all.slice(0, 1) : all.filter((name) => wanted.has(name)) }];
  });
}

/** Loads tables beside those that are there; false where these are of another state of the records. */
async function load(
  process: Running,
  { onRows, now }: Loading,
  missing: readonly Missing[],
  source: RowSource,
): Promise<boolean> {
  if (process.loaded.size > 0 && process.mark !== source.mark) return false;
  if (process.loaded.size === 0) {
    process.isOutdated = false;
    process.at = now;
  }
  process.mark = source.mark;
  let all = 0;
  for (const { table, columns } of missing) {
    process.post({ kind: 'fill', table, columns: [...columns] });
    let rows = 0;
    await source.pieces(table, columns, async (bytes, count) => {
      rows += count;
      all += count;
      await process.feed(bytes);
      onRows(all);
    });
    process.loaded.set(table, { columns, rows });
  }
  await process.finish();
  return true;
}

/** One process, from its start to its end. */
interface Running {
  readonly key: string;
  readonly types: readonly string[];
  /** When what is loaded was loaded, milliseconds. */
  at: number;
  /** Of the state of the records that the tables show. */
  mark: number;
  isOutdated: boolean;
  readonly memoryMb: number;
  readonly loaded: Map<string, { readonly columns: readonly string[]; readonly rows: number }>;
  post(message: ToNotebook): void;
  /** Sends rows; waits while too many are on their way. */
  feed(bytes: Uint8Array): Promise<void>;
  /** Waits until all rows are taken, and closes the tables to writing. */
  finish(): Promise<void>;
  ask<T>(message: ToNotebook, write?: (bytes: Uint8Array, rows: number) => Promise<void>): Promise<T>;
  /** Work that ends with the process, with the signal, and after `seconds`: each of them ends the process. */
  guarded<T>(signal: AbortSignal, seconds: number | undefined, work: () => Promise<T>): Promise<T>;
  isOver(): boolean;
  kill(): void;
}

function startRunning(start: StartChild, loading: Loading, memoryMb: number): Running {
  const { key, types, now, mark, timeZone, today, tables } = loading;
  let over = false;
  let untaken = 0;
  let taken: (() => void) | undefined;
  let answered: ((result: Result<unknown>) => void) | undefined;
  let write: ((bytes: Uint8Array, rows: number) => Promise<void>) | undefined;
  let fail: (error: Error) => void = () => undefined;
  const child: Child = start({
    message: (raw) => {
      const message = FromNotebook.parse(raw);
      if (message.kind === 'taken') {
        untaken--;
        taken?.();
      } else if (message.kind === 'answer') answered?.(message.result as Result<unknown>);
      else if (message.kind === 'piece') {
        write?.(message.bytes, message.rows).then(() => post({ kind: 'more' }), fail);
      } else endWith(() => sayMemory(memoryMb));
    },
    exit: () => endWith(sayEnded),
  });
  const post = (message: ToNotebook): void => {
    if (!over) child.post(message);
  };
  const endWith = (say: () => never): void => {
    if (over) return;
    over = true;
    child.kill();
    taken?.();
    try {
      say();
    } catch (error) {
      fail(error as Error);
    }
  };
  const takenUpTo = async (most: number): Promise<void> => {
    while (!over && untaken > most)
      await new Promise<void>((resolve) => {
        taken = resolve;
      });
    if (over) sayEnded(); // why, was said already
  };
  post({ kind: 'begin', memory: memoryMb * MB, timeZone, today });
  for (const { name, columns } of tables) post({ kind: 'table', name, columns: [...columns] });
  return {
    key,
    types,
    at: now,
    mark,
    isOutdated: false,
    memoryMb,
    loaded: new Map(),
    post,
    feed: async (bytes) => {
      untaken++;
      post({ kind: 'rows', bytes });
      await takenUpTo(AHEAD);
    },
    finish: async () => {
      untaken++;
      post({ kind: 'loaded' });
      await takenUpTo(0);
    },
    ask: async <T>(message: ToNotebook, writePiece?: typeof write) => {
      write = writePiece;
      const result = await new Promise<Result<unknown>>((resolve) => {
        answered = resolve;
        post(message);
      });
      if (!result.ok) throw new ExpectedError(result.error);
      return result.value as T;
    },
    guarded: async (signal, seconds, work) => {
      const cancel = (): void => endWith(sayCancelled);
      const timer =
        seconds === undefined ? undefined : setTimeout(() => endWith(() => sayTime(seconds)), seconds * 1000);
      signal.addEventListener('abort', cancel, { once: true });
      try {
        return await new Promise((resolve, reject) => {
          fail = reject;
          work().then(resolve, reject);
        });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        fail = () => undefined;
      }
    },
    isOver: () => over,
    kill: () => endWith(sayCancelled),
  };
}

function sayCancelled(): never {
  return raise('cancelled', 'The query was stopped. Nothing was changed.');
}

function sayTime(seconds: number): never {
  return raise(
    'query-time-limit',
    `The query took longer than ${seconds} seconds and was stopped. Nothing was changed. Ask for less, or allow it more time.`,
    { seconds },
  );
}

function sayMemory(megabytes: number): never {
  return raise(
    'query-memory-limit',
    `The query needed more than ${megabytes} MB of memory and was stopped. Nothing was changed. Choose fewer views, ask for less, or allow it more memory.`,
    { megabytes },
  );
}

function sayEnded(): never {
  return raise(
    'query-ended',
    'The process of the notebook has ended; most likely this computer had no memory left. Nothing was changed. Ask for less, and run it again.',
  );
}
