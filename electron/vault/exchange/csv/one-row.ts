/** A row that waits in the repair list, as its header and cells. */
import { z } from 'zod';
import type { TableRowText } from '../../../../shared/bridge/repair.ts';
import { TableFormat } from '../../../../shared/csv/mapping.ts';
import { findFormat } from './format.ts';
import { makeRowCutter } from './records.ts';
import { readTable } from './table.ts';

/** How the files of an import of tables were read, in its settings. */
const Settings = z.object({ mapping: z.object({ file: TableFormat.optional() }) });

/** The row of a text that was kept with its header; undefined where it cannot be told into cells, or has more of them than the header has names. */
export async function oneRow(text: string, settings: unknown): Promise<TableRowText | undefined> {
  const said = Settings.safeParse(settings);
  const file = said.success ? said.data.mapping.file : undefined;
  const format = await findFormat({ text }, { ...file, encoding: 'utf-8', header: 1 });
  const cutter = makeRowCutter(format.delimiter);
  const [head, ...rows] = [...cutter.push(text), ...cutter.end()];
  if (!head || rows.length !== 1 || head.broken || rows[0]?.broken) return undefined;
  for await (const { head: names, rows: read } of readTable({ text }, format)) {
    const [row] = read;
    // what stands beyond the header has no field, and would be lost
    if (row?.trouble === 'columns') return undefined;
    if (row?.cells)
      return { head: head.raw, delimiter: format.delimiter, columns: [...names.columns], cells: [...row.cells] };
  }
  return undefined;
}
