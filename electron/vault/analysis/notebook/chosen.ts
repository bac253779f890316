/** The chosen views as tables: their rows are read in the reader's thread, page by page, and pass through as bytes. */
import { ExpectedError, raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import { type CompiledView, compileView } from '../views/compile.ts';
import { pageRows, recordsOf } from '../views/run.ts';
import type { RowSource, TableSource } from './host.ts';
import { encodeRows, type ViewCell } from './messages.ts';

/** Records in one page: others have their turn with the reader in between. */
const PAGE = 2000;

type Definition = Readonly<Record<string, unknown>>;

export interface PageAsked {
  readonly definition: Definition;
  /** Of the view, in their order. */
  readonly columns: readonly string[];
  /** Row id after which it begins. */
  readonly after: number;
}

export interface PageRead {
  /** As `encodeRows` writes them. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Row id of its last record; null when there are no more. */
  readonly last: number | null;
}

/** Types of records that views show, each once. Raises view-invalid with the `view` that it is about. */
export function typesOf(views: readonly Definition[]): string[] {
  return [...new Set(views.map((definition) => compiled(definition).resource))].sort();
}

/** The tables, empty. Raises view-invalid, views-of-one-name. */
export function chosenTables(views: readonly Definition[]): TableSource[] {
  const names = new Set<string>();
  return views.map((definition) => {
    const { name = '', columns } = compiled(definition);
    // SQL does not tell upper case from lower
    if (name === '' || names.has(name.toLowerCase()))
      raise('views-of-one-name', `Two views are named ${name}. Leave one out, or give it another name.`, { name });
    names.add(name.toLowerCase());
    return {
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.collection ? 'string' : column.type })),
    };
  });
}

/** Raises view-invalid with the `view` that it is about. */
function compiled(definition: Definition): CompiledView {
  try {
    return compileView(definition);
  } catch (error) {
    throw ofView(definition.name, error);
  }
}

/** A fault of a view says which of the chosen ones it is. */
function ofView(view: unknown, error: unknown): unknown {
  if (!(error instanceof ExpectedError) || error.failure.code !== 'view-invalid' || typeof view !== 'string')
    return error;
  return new ExpectedError({ ...error.failure, params: { ...error.failure.params, view } });
}

/** Their rows, of some of their columns; `read` gives one page. Raises view-invalid with the `view` that it is about. */
export function rowsOfViews(
  views: readonly Definition[],
  mark: number,
  read: (page: PageAsked) => Promise<PageRead>,
  signal: AbortSignal,
): RowSource {
  return {
    mark,
    pieces: async (table, columns, take) => {
      const definition = views.find(({ name }) => name === table) ?? {};
      for (let next: number | null = 0; next !== null; ) {
        if (signal.aborted) raise('cancelled', 'It was stopped before all rows were there.');
        const after: number = next;
        const page: PageRead = await read({ definition, columns, after }).catch((error: unknown) => {
          throw ofView(table, error);
        });
        if (page.rows > 0) await take(page.bytes, page.rows);
        next = page.last;
      }
    },
  };
}

/** One page of a view's rows; for the reader's thread. Raises view-invalid where a record does not fit. */
export function readPage(reader: Reader, { definition, columns, after }: PageAsked): PageRead {
  const view = compileView(definition, columns);
  const records = recordsOf(reader, view.resource, after, PAGE);
  const rows = pageRows(reader, view, records).map((row) => view.columns.map(({ name }) => cellOf(row[name])));
  return { bytes: encodeRows(rows), rows: rows.length, last: records.length < PAGE ? null : (records.at(-1) ?? null) };
}

/** Lists, and what is no primitive, as JSON. */
function cellOf(value: unknown): ViewCell {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as ViewCell);
}
