/** Rows of a view: all at once, or page by page so that a long one can be stopped. */
import { setImmediate as breathe } from 'node:timers/promises';
import { ExpectedError, fail, raise } from '../../../../shared/base/result.ts';
import type { Clock } from '../../../../shared/base/world.ts';
import { type Bounds, refuseUnwanted, within } from '../../storage/bounds.ts';
import type { Reader, SqlValue } from '../../storage/database.ts';
import { partsOf } from './blame.ts';
import { type CompiledView, compileView, type ViewColumn } from './compile.ts';
import { LONGEST_PAGE, MOST_PAGE_ROWS, MOST_ROOM } from './limits.ts';
import { PAGE } from './path/sql.ts';

/** A text, number or boolean, or what JSON has for lists and for types that are no primitive; null for nothing. */
export type ViewValue = unknown;
export type ViewRow = Readonly<Record<string, ViewValue>>;

/** Records in one page; the first is small, so that the first rows of a view are there at once. */
const PAGE_RECORDS = 2000;
const FIRST_RECORDS = 200;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** It ends with so many rows. */
  readonly enough?: number | undefined;
}

type RawRow = Readonly<Record<string, SqlValue>>;

/** All rows in one statement; the connection is busy until the loop ends. Raises view-invalid where a record does not fit. */
export function* viewRows(reader: Reader, view: CompiledView): Generator<ViewRow> {
  try {
    yield* bounded(reader.each<RawRow>(view.sql, ...view.params), view, Number.POSITIVE_INFINITY);
  } catch (error) {
    throw faultOf(error) ? asFault(error, '.') : error;
  }
}

/** Reads rows, up to so many. */
function* bounded(rows: IterableIterator<RawRow>, view: CompiledView, most: number): Generator<ViewRow> {
  const read = rowReader(view.columns);
  let count = 0;
  for (const row of rows) {
    count += 1;
    refuseUnwanted();
    if (count > most) raiseTooLarge();
    yield read(row);
  }
}

/** What SQLite, or a function of ours, finds of a statement or a value that it cannot compute; undefined where that is no fault of the view. */
function faultOf(error: unknown): 'too-large' | 'overflow' | 'not-computed' | undefined {
  if (error instanceof RangeError) return 'too-large';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_TOOBIG' || code === 'SQLITE_NOMEM') return 'too-large';
  if (code !== 'SQLITE_ERROR') return undefined;
  const { message } = error as Error;
  if (message === 'integer overflow') return 'overflow';
  return /too large|too many|too big|overflow|at most/i.test(message) ? 'too-large' : 'not-computed';
}

/** The fault as an expected failure. SQLite's own words may quote a value, and are not told. */
function asFault(error: unknown, place: string): ExpectedError {
  const fault = faultOf(error) ?? 'not-computed';
  const said = `The view cannot be computed at ${place}: ${fault}. Correct it, or ask for less.`;
  return new ExpectedError(fail('view-invalid', said, { place, fault }).error);
}

function raiseTooLarge(): never {
  raise('view-invalid', 'The view is too large to be computed: too-large. Ask for less at once.', {
    place: '.',
    fault: 'too-large',
  });
}

/** Rows in the order of the records in the database, between which others have their turn. Raises view-invalid, cancelled. */
export async function* runView(reader: Reader, definition: unknown, options: RunOptions = {}): AsyncGenerator<ViewRow> {
  const view = compileView(definition);
  let enough = options.enough ?? Number.POSITIVE_INFINITY;
  let size = FIRST_RECORDS;
  for (let after: number | undefined = 0; after !== undefined && enough > 0; size = PAGE_RECORDS) {
    if (options.signal?.aborted) raise('cancelled', 'It was stopped before all rows were there.');
    const page = recordsOf(reader, view.resource, after, size);
    const rows = pageRows(reader, view, page, { enough });
    enough -= rows.length;
    yield* rows;
    after = page.length < size ? undefined : page.at(-1);
    await breathe();
  }
}

/** Row ids of a type's records after one, in their order. */
export function recordsOf(reader: Reader, resource: string, after = 0, limit = -1): number[] {
  return reader
    .all<{ rid: number }>(
      'SELECT rid FROM record WHERE type = ? AND deleted = 0 AND rid > ? ORDER BY rid LIMIT ?',
      resource,
      after,
      limit,
    )
    .map(({ rid }) => rid);
}

interface PageOptions {
  readonly enough?: number;
  readonly clock?: Clock;
  /** Bytes that this process holds. */
  readonly held?: () => number;
}

/** Rows of some records, or as many of them as are enough. Raises view-invalid, cancelled. */
export function pageRows(
  reader: Reader,
  view: CompiledView,
  ids: readonly number[],
  { enough = Number.POSITIVE_INFINITY, clock = performance, held = process.memoryUsage.rss }: PageOptions = {},
): ViewRow[] {
  const at = clock.now() + LONGEST_PAGE;
  const most = held() + MOST_ROOM;
  const bounds = (over: () => never): Bounds => ({ until: { clock, at, over }, room: { held, most, over } });
  try {
    return within(bounds(raiseTooLarge), () => statementRows(reader, view, ids, enough));
  } catch (error) {
    if (!faultOf(error)) throw error;
    const over = (): never => {
      throw asFault(error, '.');
    };
    throw within(bounds(over), () => asFault(error, placeOf(reader, view, ids)));
  }
}

function statementRows(reader: Reader, view: CompiledView, ids: readonly number[], enough: number): ViewRow[] {
  const params = view.page.params.map((param) => (param === PAGE ? JSON.stringify(ids) : param));
  const rows: ViewRow[] = [];
  for (const row of bounded(reader.each<RawRow>(view.page.sql, ...params), view, MOST_PAGE_ROWS)) {
    rows.push(row);
    if (rows.length >= enough) break;
  }
  return rows;
}

/** The first part of a view that fails by itself; the whole where none does. */
function placeOf(reader: Reader, { definition, only }: CompiledView, ids: readonly number[]): string {
  for (const { place, definition: part } of partsOf(definition, only)) {
    try {
      statementRows(reader, compileView(part), ids, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (!faultOf(error)) throw error;
      return place;
    }
  }
  return '.';
}

/** From what SQLite has to what a row has: truth values, and JSON as what it stands for. */
function rowReader(columns: readonly ViewColumn[]): (row: RawRow) => ViewRow {
  const turned = columns.filter(({ type, collection }) => collection || type === 'boolean' || !isPlain(type));
  if (turned.length === 0) return (row) => row;
  return (row) => {
    const read: Record<string, ViewValue> = { ...row };
    for (const { name, type, collection } of turned) {
      const value = row[name];
      if (value === null || value === undefined) continue;
      if (!collection && type === 'boolean') read[name] = value === 1 ? true : value === 0 ? false : value;
      else if (typeof value === 'string') read[name] = parsed(value);
    }
    return read;
  };
}

/** JSON of a list or of no primitive; a text that was declared to be one stays a text. */
function parsed(text: string): ViewValue {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Types whose values SQLite has as they are. Upper case begins what has elements of its own. */
function isPlain(type: string): boolean {
  return !/^[A-Z]/.test(type);
}
