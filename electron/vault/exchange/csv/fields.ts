/** The fields of rows, by csv-parse: RFC 4180, and quotation marks within a text as people write them. */
import { CsvError, parse } from 'csv-parse/sync';

const options = (delimiter: string) => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // a quotation mark within a text is one where the field does not begin with it
  relax_quotes: true,
});

/** The fields of one row; undefined where it is no row. */
export function fieldsOf(raw: string, delimiter: string): string[] | undefined {
  if (raw === '') return [''];
  try {
    const rows = parse(raw, options(delimiter));
    return rows.length === 1 ? rows[0] : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** The fields of many rows at once, which is much quicker; where they do not fall into as many rows, row by row. */
export function fieldsOfAll(raws: readonly string[], delimiter: string): (string[] | undefined)[] {
  try {
    const rows = parse(raws.join('\n'), options(delimiter));
    if (rows.length === raws.length) return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return raws.map((raw) => fieldsOf(raw, delimiter));
}
