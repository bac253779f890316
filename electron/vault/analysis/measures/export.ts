/** Writes the figures of a measure, or the records behind one of them, as a table in the reader's language. */
import type { Locale } from '../../../../shared/bridge/session.ts';
import { type Progress, type Table, writeTable } from '../../exchange/csv/table-file.ts';
import type { Reader } from '../../storage/database.ts';
import { askMeasure, type MeasureInput } from './ask.ts';
import { recordsBehind } from './behind.ts';
import { measures } from './registry.ts';
import { figureTable, personTable } from './table.ts';

export interface MeasureExport extends MeasureInput {
  /** Folder. */
  readonly out: string;
  readonly locale: Locale;
  readonly records?: { readonly keys?: readonly (string | null)[] | undefined; readonly column: string } | undefined;
}

const PAGE = 200;

/** Into a file that is named after the measure. Raises invalid-input, already-exists, file-unwritable, disk-full, cancelled. */
export async function exportMeasure(
  reader: Reader,
  input: MeasureExport,
  progress: Progress,
): Promise<{ file: string; rows: number }> {
  const asked = input.records ? recordTable(reader, input, input.records) : table(reader, input);
  return writeTable(input.out, `${fileName(input)}.csv`, asked, progress);
}

function table(reader: Reader, input: MeasureExport): Table {
  const { head, rows } = figureTable(askMeasure(reader, input), input.locale);
  return { head, pages: [rows] };
}

function recordTable(
  reader: Reader,
  input: MeasureExport,
  { keys, column }: NonNullable<MeasureExport['records']>,
): Table {
  const ask = { ...input, keys, column, limit: PAGE };
  // what cannot be asked is refused before a file is begun
  const first = recordsBehind(reader, ask);
  const { head, row } = personTable(input.locale, input.today);
  return { head, pages: pages() };

  function* pages(): Generator<string[][]> {
    for (let page = first; ; ) {
      yield page.records.map(row);
      if (page.after === null) return;
      page = recordsBehind(reader, { ...ask, after: page.after });
    }
  }
}

function fileName({ name, locale, records }: MeasureExport): string {
  const { title, columns, leftOut } = measures[name].definition;
  const of = records && [...columns, ...leftOut].find(({ key }) => key === records.column)?.title[locale];
  const full = of === undefined ? title[locale] : `${title[locale]} - ${of}`;
  // what no file system of ours takes in a name
  return full.replace(/[\\/:*?"<>|]/g, ' ');
}
