/** Tables as Excel opens them: UTF-8 with its mark, lines that end as Windows ends them, formulas defused. */
import { stringify } from 'csv-stringify/sync';
import { defused } from './defuse.ts';

/** Stands at the head of the file: without it Excel takes the text for one of an older encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Lines of a table. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(defused)),
    // a lone line feed within a text would end the line, too
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );
}
