/** Finds how a table is written: encoding, delimiter, and which row names the columns. */
import type { Delimiter, Encoding, TableFormat } from '../../../../shared/csv/mapping.ts';
import { DELIMITERS } from '../../../../shared/csv/mapping.ts';
import type { FileSource } from '../bytes.ts';
import { tableBytes, tableText } from './bytes.ts';
import { makeEncodingFinder } from './encoding.ts';
import { fieldsOf } from './fields.ts';
import { makeRowCutter } from './records.ts';

/** Everything that is needed to read a table. */
export interface FoundFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** Number of the row with the names of the columns, counted from 1, empty rows as well; the line that Excel says `sep=` on is none. */
  readonly header: number;
}

/** So many rows are looked at for the delimiter and the header. */
const LOOKED_AT = 25;
/** Excel's first line that says the delimiter. */
const SEP_LINE = /^\uFEFF?"?sep=(.)"?$/i;

/** How the file at `path` is written; what is `chosen` is not looked for. The whole file is read once to be sure of its encoding. Raises file-not-found, file-unreadable, truncated. */
export async function findFormat(path: FileSource, chosen: TableFormat = {}): Promise<FoundFormat> {
  const encoding = chosen.encoding ?? (await findEncoding(path));
  const head = await headOf(path, encoding);
  const delimiter = chosen.delimiter ?? findDelimiter(head);
  return { encoding, delimiter, header: chosen.header ?? findHeader(head, delimiter) };
}

async function findEncoding(path: FileSource): Promise<Encoding> {
  const finder = makeEncodingFinder();
  for await (const chunk of tableBytes(path)) finder.look(chunk);
  return finder.found();
}

/** The first 64 K of the text. */
async function headOf(path: FileSource, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const piece of tableText(path, encoding)) {
    head += piece;
    if (head.length >= 64 * 1024) break;
  }
  return head.slice(0, 64 * 1024);
}

/** The delimiter that Excel's `sep=` says; undefined where the line is none of these. */
export function sepOf(line: string): string | undefined {
  return SEP_LINE.exec(line.trimEnd())?.[1];
}

/**
 * The delimiter: what a `sep=` line says, else the one by which most of the first rows fall into the same number of columns, more
 * than one.
 */
function findDelimiter(head: string): Delimiter {
  const said = sepOf(head.slice(0, head.search(/[\r\n]|$/)));
  const known = DELIMITERS.find((one) => one === said);
  if (known) return known;
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(head, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Rows with the commonest number of columns, times that number: many columns, the same in all rows. */
function scoreOf(head: string, delimiter: Delimiter): number {
  const counts = new Map<number, number>();
  for (const fields of rowsOf(head, delimiter)) {
    if (fields.length > 1) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts].map(([columns, rows]) => rows * Math.min(columns, 30)));
}

/** The first row that has at least three fifths as many filled cells as the fullest: what stands above it is a title. */
function findHeader(head: string, delimiter: Delimiter): number {
  const filled = rowsOf(head, delimiter).map((fields) => fields.filter((field) => field.trim() !== '').length);
  const most = Math.max(1, ...filled);
  return (
    Math.max(
      0,
      filled.findIndex((count) => count >= Math.max(1, most * 0.6)),
    ) + 1
  );
}

function rowsOf(head: string, delimiter: Delimiter): string[][] {
  const cutter = makeRowCutter(delimiter);
  const rows = [...cutter.push(head), ...cutter.end()].filter((row) => !row.broken);
  const table = rows[0] && sepOf(rows[0].raw) !== undefined ? rows.slice(1) : rows;
  return table.slice(0, LOOKED_AT).map(({ raw }) => fieldsOf(raw, delimiter) ?? []);
}
