/** The notebook's real process, with tables made by hand. */

import {
  createNotebookHost,
  type Loading,
  type NotebookHost,
  type TableSource,
} from '../../../electron/vault/analysis/notebook/host.ts';
import { encodeRows, type ViewCell } from '../../../electron/vault/analysis/notebook/messages.ts';
import { forkChild } from '../../../electron/vault/child-process.ts';
import { attempt, type Result } from '../../../shared/base/result.ts';
import type { QueryResult, TableColumn } from '../../../shared/bridge/notebook.ts';

export const ENTRY = new URL('../../../electron/vault/notebook-process.ts', import.meta.url);

/** A table of rows that are there already. */
export function table(name: string, columns: readonly TableColumn[], rows: readonly (readonly ViewCell[])[]): Table {
  return { name, columns, rows };
}

interface Table extends TableSource {
  readonly rows: readonly (readonly ViewCell[])[];
}

/** What was read of a table. */
export type Reading = { readonly table: string; readonly columns: readonly string[] };

export function loadingOf(tables: readonly Table[], { mark = 0, readings = [] as Reading[] } = {}): Loading {
  return {
    key: 'same',
    timeZone: 'Asia/Shanghai',
    today: '2026-11-29',
    now: 0,
    mark,
    types: ['Patient'],
    tables,
    read: (work) =>
      work({
        mark,
        pieces: async (name, some, take) => {
          readings.push({ table: name, columns: some });
          const { columns, rows } = tables.find((one) => one.name === name) ?? { columns: [], rows: [] };
          const places = some.map((column) => columns.findIndex((one) => one.name === column));
          for (let at = 0; at < rows.length; at += 1000) {
            const piece = rows.slice(at, at + 1000).map((row) => places.map((place) => row[place] ?? null));
            await take(encodeRows(piece), piece.length);
          }
        },
      }),
    onRows: () => undefined,
  };
}

export const PEOPLE = table(
  'people',
  [
    { name: 'id', type: 'id' },
    { name: 'born', type: 'date' },
    { name: 'active', type: 'boolean' },
    { name: 'weight', type: 'decimal' },
    { name: 'visits', type: 'integer' },
    { name: 'seen', type: 'dateTime' },
  ],
  [
    ['a', '1970-01-02', true, 60.5, 3, '2026-11-28T23:30:00+08:00'],
    ['b', '2024', false, 70, 0, '2026-11-28T16:30:00Z'],
    ['c', null, null, null, null, null],
  ],
);

export interface Kit {
  readonly host: NotebookHost;
  run(
    sql: string,
    limits?: Partial<{ seconds: number; memoryMb: number }>,
    signal?: AbortSignal,
  ): Promise<Result<QueryResult>>;
}

/** A notebook over some tables. */
export function notebook(tables: readonly Table[] = [PEOPLE]): Kit {
  const host = createNotebookHost(forkChild(ENTRY));
  return {
    host,
    run: (sql, limits = {}, signal = new AbortController().signal) =>
      attempt(async () => {
        const { result } = await host.run({
          loading: loadingOf(tables),
          sql,
          rows: 100,
          limits: { seconds: 30, memoryMb: 512, ...limits },
          signal,
        });
        return result;
      }),
  };
}

/** The code of a failure; `ok` for none. */
export async function codeOf(result: Promise<Result<unknown>>): Promise<string> {
  const got = await result;
  return got.ok ? 'ok' : got.error.code;
}
