/** A table of persons whose true groups are known, in whatever way it was written. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { makeEncodingFinder } from '../../electron/vault/exchange/csv/encoding.ts';

export interface TrueTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whom each row is about, by the answer. */
  readonly truth: readonly string[];
  /** Headers that hold the answer and must not be compared. */
  readonly answers: readonly string[];
}

/** The answer stands in the ids, as Febrl writes them: `rec-N-org` and `rec-N-dup-K` are one person. */
const FEBRL = 'FEBRL';
const FEBRL_ID = /^rec-(\d+)-(?:org|dup-\d+)$/i;

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads a CSV file. `truth`: a header, or the number of a column from 1 on, whose values are equal for rows of one person, are ids as
 * Febrl writes them, or name another row by its id; or FEBRL. Throws where there is no such column.
 */
export function readTable(file: string, truth: string): TrueTable {
  const [first = [], ...rest] = cellsOf(textOf(readFileSync(file)));
  // a table without headers begins with a row
  const headless = first.some((cell) => FEBRL_ID.test(cell));
  const headers = headless ? first.map((_, place) => `column ${place + 1}`) : first;
  const rows = (headless ? [first, ...rest] : rest).map((row) => headers.map((_, place) => row[place] ?? ''));
  const febrl = headers.flatMap((_, place) => (isFebrl(rows, place) ? [place] : []));
  const column = truth.toUpperCase() === FEBRL && !headers.includes(truth) ? febrl[0] : placeOf(headers, truth);
  if (column === undefined) throw new Error('No column has ids like rec-12-org and rec-12-dup-0.');
  // ids that tell the answer are never compared, whichever column is asked for
  const answers = [...new Set([column, ...febrl])].map((place) => headers[place] ?? '');
  return { headers, rows, truth: febrl.includes(column) ? febrlGroups(rows, column) : groupsIn(rows, column), answers };
}

function textOf(bytes: Uint8Array): string {
  const finder = makeEncodingFinder();
  finder.look(bytes);
  return new TextDecoder(finder.found()).decode(bytes);
}

/** Rows of cells; the delimiter is what cuts the first line into the most. */
function cellsOf(text: string): string[][] {
  const line = text.slice(0, 10_000).split(/\r?\n|\r/, 1)[0] ?? '';
  const parts = (delimiter: string): number => line.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, one) => (parts(one) > parts(best) ? one : best), ',');
  return parse(text, {
    delimiter,
    bom: true,
    ltrim: delimiter !== '\t',
    rtrim: delimiter !== '\t',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }).map((row: string[]) => row.map((cell) => cell.trim()));
}

function placeOf(headers: readonly string[], truth: string): number {
  const plain = (text: string): string => text.trim().toLowerCase();
  const exact = headers.indexOf(truth);
  const found = exact >= 0 ? exact : headers.findIndex((header) => plain(header) === plain(truth));
  if (found >= 0) return found;
  const number = /^\d+$/.test(truth) ? Number(truth) - 1 : -1;
  if (headers[number] !== undefined) return number;
  throw new Error(`There is no column ${truth}; there are ${headers.join(', ')}.`);
}

function isFebrl(rows: readonly (readonly string[])[], place: number): boolean {
  const said = rows.slice(0, 100).filter((row) => row[place] !== '');
  return said.length > 0 && said.every((row) => FEBRL_ID.test(row[place] ?? ''));
}

function febrlGroups(rows: readonly (readonly string[])[], place: number): string[] {
  return rows.map((row, at) => FEBRL_ID.exec(row[place] ?? '')?.[1] ?? alone(at));
}

/** Equal values are one person, and a row without one is somebody of their own. Where the values name other rows, those are the person. */
function groupsIn(rows: readonly (readonly string[])[], place: number): string[] {
  const ids = (rows[0] ?? []).findIndex((_, at) => at !== place && namesRows(rows, at, place));
  return rows.map((row, at) => row[place] || (ids < 0 ? '' : row[ids]) || alone(at));
}

/** Whether one column has ids and the other the id of the row that each is the same as; that row itself says nothing there, or its own. */
function namesRows(rows: readonly (readonly string[])[], ids: number, place: number): boolean {
  const said = new Map(rows.map((row) => [row[ids] ?? '', row[place] ?? '']));
  return (
    said.size === rows.length &&
    rows.some((row) => row[place] !== '') &&
    rows.every((row) => {
      const named = row[place] ?? '';
      const there = said.get(named);
      return named === '' || there === '' || there === named;
    })
  );
}

function alone(at: number): string {
  return `row ${at + 1}`;
}
