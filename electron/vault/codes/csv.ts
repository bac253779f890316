/** Tables as programs for them write them: RFC 4180, or with semicolons or tabs between the fields. */
import { CsvError, parse } from 'csv-parse/sync';

const SEPARATORS = [',', ';', '\t'] as const;

/** The rows of a table, fields trimmed, empty rows left out. The separator is the one that the first line has most of. No rows where a quotation is never closed. */
export function csvRows(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counted = SEPARATORS.map((one) => ({ one, times: first.split(one).length }));
  const delimiter = counted.reduce((a, b) => (b.times > a.times ? b : a)).one;
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
      relax_column_count: true,
      // a quotation mark within a text is one where the field does not begin with it
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
