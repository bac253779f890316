/** Reads a table file as rows under named columns, in bounded memory. */
import type { FileSource } from '../bytes.ts';
import { tableText } from './bytes.ts';
import { fieldsOfAll } from './fields.ts';
import { type FoundFormat, sepOf } from './format.ts';
import { makeRowCutter, type RawRow } from './records.ts';

/** One row of the table. */
export interface TableRow {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** As it stands in the file. */
  readonly raw: string;
  /** One cell for each column; a row that ends early has '' for the rest. Absent where it is no row. */
  readonly cells?: readonly string[];
  /** Why it is none, or what is odd about it. */
  readonly trouble?: 'quote' | 'long' | 'columns' | 'unreadable';
}

export interface TableHead {
  /** Names of the columns, each once: a second `name` is `name (2)`, one without a name is `column 3`. */
  readonly columns: readonly string[];
  /** The row that names them, as it stands in the file. */
  readonly raw: string;
}

/** Hears of the head, then of the rows in groups. Empty rows, and rows that repeat the head, are left out. */
export interface TableReading {
  readonly head: TableHead;
  readonly rows: readonly TableRow[];
}

/** A character that stands for bytes which are none in the encoding. */
const UNREADABLE = '\uFFFD';

/** The rows of a file, in groups as they were read; the head comes with each. Raises file-not-found, file-unreadable, truncated. */
export async function* readTable(
  path: FileSource,
  format: FoundFormat,
  onRead?: (bytes: number) => void,
): AsyncGenerator<TableReading> {
  const cutter = makeRowCutter(format.delimiter);
  const reader = makeRowReader(format);
  for await (const piece of tableText(path, format.encoding, onRead)) {
    const reading = reader(cutter.push(piece));
    if (reading) yield reading;
  }
  const reading = reader(cutter.end());
  if (reading) yield reading;
}

/** The rows of a text that is in memory; undefined where it has no head. */
export function rowsIn(text: string, format: FoundFormat): TableReading | undefined {
  const cutter = makeRowCutter(format.delimiter);
  return makeRowReader(format)([...cutter.push(text), ...cutter.end()]);
}

/** Turns raw rows into rows under columns; undefined as long as the head was not met. */
function makeRowReader(format: FoundFormat): (raws: readonly RawRow[]) => TableReading | undefined {
  let number = 0;
  let first = true;
  let head: TableHead | undefined;
  return (raws) => {
    let rest = raws;
    if (first && rest.length > 0) {
      first = false;
      if (rest[0] && sepOf(rest[0].raw) !== undefined) rest = rest.slice(1);
    }
    while (!head && rest.length > 0) {
      number += 1;
      const [row, ...others] = rest;
      if (row && number === format.header) head = headOf(row, format.delimiter);
      rest = others;
    }
    return head && { head, rows: rowsUnder(head, rest, format.delimiter) };
  };
}

function headOf({ raw }: RawRow, delimiter: string): TableHead {
  const fields = fieldsOfAll([raw], delimiter)[0] ?? [];
  let width = fields.length;
  while (width > 0 && nameOf(fields[width - 1] ?? '') === '') width -= 1;
  const taken = new Set<string>();
  const columns = fields.slice(0, width).map((field, index) => {
    const name = nameOf(field) || `column ${index + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
  return { columns, raw };
}

/** A header on one line, without marks and spaces at its ends. */
function nameOf(field: string): string {
  return field
    .replace(/[\s\u00A0\uFEFF\u200B]+/g, ' ')
    .trim()
    .slice(0, 500);
}

function rowsUnder(head: TableHead, raws: readonly RawRow[], delimiter: string): TableRow[] {
  const whole = raws.filter((row) => !row.broken && row.raw !== '');
  const fields = fieldsOfAll(
    whole.map(({ raw }) => raw),
    delimiter,
  );
  const parsed = new Map(whole.map((row, index) => [row, fields[index]]));
  return raws.flatMap((row): TableRow[] => {
    const { line, raw } = row;
    if (raw === '') return [];
    if (row.broken) return [{ line, raw, trouble: row.broken }];
    const cells = parsed.get(row);
    if (!cells) return [{ line, raw, trouble: 'quote' }];
    if (raw === head.raw || cells.every((cell) => cell.trim() === '')) return [];
    const width = head.columns.length;
    const beyond = cells.slice(width).some((cell) => cell.trim() !== '');
    const trouble = beyond ? 'columns' : raw.includes(UNREADABLE) ? 'unreadable' : undefined;
    const filled = head.columns.map((_column, index) => cells[index] ?? '');
    return [trouble ? { line, raw, cells: filled, trouble } : { line, raw, cells: filled }];
  });
}
