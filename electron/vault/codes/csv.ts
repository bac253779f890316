/** Tables as programs for them write them: RFC 4180, or with semicolons or tabs between the fields. */
import { CsvError, parse } from 'csv-parse/sync';

const SEPARATORS = [',', ';', '\t'] as const;

export interface CsvLine {
  /** Counted from 1, empty ones as well: where it ends in the file. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The rows of a table, fields trimmed, empty rows left out. The separator is the one that the first line has most of. No rows where a quotation is never closed. */
export function csvRows(text: string): string[][] {
  return csvLines(text).map(({ fields }) => [...fields]);
}

/** The same rows, each with its line. */
export function csvLines(text: string): CsvLine[] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counted = SEPARATORS.map((one) => ({ one, times: first.split(one).length }));
  const delimiter = counted.reduce((a, b) => (b.times > a.times ? b : a)).one;
  try {
    const rows: CsvLine[] = [];
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
      relax_column_count: true,
      // a quotation mark within a text is one where the field does not begin with it
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (fields: string[], { lines }) => {
        rows.push({ line: lines, fields });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
