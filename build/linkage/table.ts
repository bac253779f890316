/** A table of persons whose true groups are known. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

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

/** Reads a CSV file. `truth`: the column that is equal for rows of one person, or FEBRL. */
export function readTable(file: string, truth: string): TrueTable {
  const [headers = [], ...rows] = parse(readFileSync(file), {
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as string[][];
  if (truth.toUpperCase() === FEBRL) {
    const column = headers.findIndex((_, place) => /^rec-\d+-/.test(rows[0]?.[place] ?? ''));
    if (column < 0) throw new Error('No column has ids like rec-12-org and rec-12-dup-0.');
    const persons = rows.map((row) => /^rec-(\d+)-/.exec(row[column] ?? '')?.[1] ?? row[column] ?? '');
    return { headers, rows, truth: persons, answers: [headers[column] ?? ''] };
  }
  const column = headers.indexOf(truth);
  if (column < 0) throw new Error(`There is no column ${truth}; there are ${headers.join(', ')}.`);
  return { headers, rows, truth: rows.map((row) => row[column] ?? ''), answers: [truth] };
}
