/** The values that stand where texts of the repair list are wrong for one reason, and texts with another value in the place of one. */
import type { RepairReason, RepairValues } from '../../../../shared/bridge/repair.ts';
import { rowText } from '../../../../shared/csv/row-text.ts';
import { oneRow } from '../../exchange/csv/one-row.ts';
import { findRun, type RunRow } from '../../exchange/runs/run.ts';
import type { Reader } from '../../storage/database.ts';
import { chosenRows, type RepairRow } from './store.ts';
import { replaced, valuesIn } from './texts.ts';

/** So many texts are looked at: a million would take minutes, and say the same. */
const LOOKED_AT = 2000;
/** So many different values are named. */
const NAMED = 20;

/** The different values, those of most first. */
export async function valuesOf(reader: Reader, reason: RepairReason): Promise<RepairValues> {
  const run = findRun(reader, reason.run);
  const rows = chosenRows(reader, { reason }, 0, LOOKED_AT + 1);
  const counts = new Map<string, number>();
  for (const row of rows.slice(0, LOOKED_AT))
    for (const value of await valuesAt(row, run)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return {
    looked: Math.min(rows.length, LOOKED_AT),
    more: rows.length > LOOKED_AT,
    values: sorted.slice(0, NAMED).map(([value, count]) => ({ value, count })),
  };
}

async function valuesAt({ raw, element }: RepairRow, run: RunRow): Promise<string[]> {
  if (raw === null) return [];
  if (run.input.format !== 'csv') return valuesIn(raw, element);
  const row = await oneRow(raw, run.input.settings);
  const at = row?.columns.indexOf(element) ?? -1;
  return row && at >= 0 ? [row.cells[at] ?? ''] : [];
}

/** The text with `to` where its element, or the cell of its column, has the value `from`; undefined where it has not. */
export async function withValue(
  { raw, element }: Pick<RepairRow, 'raw' | 'element'>,
  run: RunRow,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string | undefined> {
  if (raw === null) return undefined;
  if (run.input.format !== 'csv') return replaced(raw, element, from, to);
  const row = await oneRow(raw, run.input.settings);
  const at = row?.columns.indexOf(element) ?? -1;
  if (!row || at < 0 || row.cells[at]?.trim() !== from.trim()) return undefined;
  return rowText(row.head, row.cells.with(at, to), row.delimiter);
}
