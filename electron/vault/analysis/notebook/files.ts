/** A result as the bytes of a file, piece by piece. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ResultType } from '../../../../shared/bridge/notebook.ts';
import { BYTE_ORDER_MARK, csvText } from '../../exchange/csv/write.ts';
import type { Cell, Query } from '../../storage/query-tables.ts';
import type { EXPORT_FORMATS } from './messages.ts';
import { distinctNames, findTypes, plainValue } from './values.ts';

/** Rows of a piece, and of a row group of Parquet. */
const PIECE = 10_000;

export interface Piece {
  readonly bytes: Uint8Array;
  /** How many rows it holds. */
  readonly rows: number;
}

type WriteFile = (query: () => Query) => Generator<Piece>;

/** Each format. The query is made anew for each time that its rows are read. */
export const FILES: Readonly<Record<(typeof EXPORT_FORMATS)[number], WriteFile>> = {
  csv: function* (query) {
    const { types, names } = survey(query());
    yield text(BYTE_ORDER_MARK + csvText([names]), 0);
    for (const rows of pages(query()))
      yield text(
        csvText(rows.map((row) => row.map((value, at) => String(plainValue(value, types[at] ?? 'text') ?? '')))),
        rows.length,
      );
  },

  ndjson: function* (query) {
    const { types, names } = survey(query());
    for (const rows of pages(query())) {
      const lines = rows.map((row) =>
        JSON.stringify(
          Object.fromEntries(names.map((name, at) => [name, plainValue(row[at] ?? null, types[at] ?? 'text')])),
        ),
      );
      yield text(`${lines.join('\n')}\n`, rows.length);
    }
  },

  parquet: function* (query) {
    const { types, names } = survey(query());
    const bytes = new ByteWriter();
    const take = (rows: number): Piece => {
      const piece = bytes.getBytes().slice();
      bytes.index = 0; // `offset` goes on: it says where in the file things stand
      return { bytes: piece, rows };
    };
    const writer = new ParquetWriter({
      writer: bytes,
      createdBy: 'xinglin',
      schema: [
        { name: 'root', num_children: names.length },
        ...names.map((name, at) => ({
          name,
          repetition_type: 'OPTIONAL' as const,
          ...PARQUET_TYPES[types[at] ?? 'text'],
        })),
      ],
    });
    for (const rows of pages(query())) {
      writer.write({
        rowGroupSize: PIECE,
        columnData: names.map((name, at) => ({
          name,
          data: rows.map((row) => parquetValue(row[at] ?? null, types[at] ?? 'text')),
        })),
      });
      yield take(rows.length);
    }
    writer.finish();
    yield take(0);
  },
};

/** Types of Parquet (https://github.com/apache/parquet-format/blob/master/LogicalTypes.md). A FHIR dateTime keeps its offset, as text. */
const PARQUET_TYPES = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  dateTime: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  binary: { type: 'BYTE_ARRAY' },
} as const satisfies Record<ResultType, { type: string; converted_type?: string }>;

function parquetValue(value: Cell, type: ResultType): unknown {
  if (value === null) return null;
  if (type === 'boolean') return value === 1n;
  if (type === 'number') return Number(value);
  if (type === 'date') return new Date(`${String(value)}T00:00:00Z`);
  if (type === 'integer' || type === 'binary') return value;
  return String(plainValue(value, type));
}

/** Types are those of all rows: a file says them before the first. */
function survey(query: Query): { types: ResultType[]; names: string[] } {
  const finder = findTypes(query.columns);
  for (const row of query.rows()) finder.see(row);
  return { types: finder.types(), names: distinctNames(query.columns.map(({ name }) => name)) };
}

function* pages(query: Query): Generator<Cell[][]> {
  let page: Cell[][] = [];
  for (const row of query.rows()) {
    page.push(row);
    if (page.length < PIECE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

const utf8 = new TextEncoder();

function text(content: string, rows: number): Piece {
  return { bytes: utf8.encode(content), rows };
}
