import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compileMapping } from '../../../electron/vault/exchange/csv/compile.ts';
import { findFormat } from '../../../electron/vault/exchange/csv/format.ts';
import { type MappedRow, makeRowMapper } from '../../../electron/vault/exchange/csv/row.ts';
import { readTable, type TableRow } from '../../../electron/vault/exchange/csv/table.ts';
import type { Mapping, TableFormat } from '../../../shared/csv/mapping.ts';

/** A file of a new folder that is removed after the test. */
function fileOf(content: string | Uint8Array, name = 'table.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** All of a table. */
export async function readAll(
  content: string | Uint8Array,
  chosen: TableFormat = {},
): Promise<{ columns: readonly string[]; rows: TableRow[]; format: Awaited<ReturnType<typeof findFormat>> }> {
  const path = fileOf(content);
  const format = await findFormat(path, chosen);
  const rows: TableRow[] = [];
  let columns: readonly string[] = [];
  for await (const reading of readTable(path, format)) {
    columns = reading.head.columns;
    rows.push(...reading.rows);
  }
  return { columns, rows, format };
}

const UNITS: Readonly<Record<string, string>> = {
  '°C': 'Cel',
  mmHg: 'mm[Hg]',
  kg: 'kg',
  cm: 'cm',
  'mmol/L': 'mmol/L',
  'mg/dL': 'mg/dL',
  '/min': '/min',
  '%': '%',
  'kg/m2': 'kg/m2',
  'mm[Hg]': 'mm[Hg]',
};

/** What a mapping makes of a row. */
export function mapRow(
  mapping: Omit<Mapping, 'mapping' | 'version'>,
  row: Readonly<Record<string, string>>,
): MappedRow {
  const { compiled, faults } = compileMapping({ mapping: 'csv', version: 1, ...mapping }, Object.keys(row));
  if (faults.length > 0) throw new Error(faults.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  const map = makeRowMapper(compiled, { zone: 'Asia/Shanghai', ucumOf: (unit) => UNITS[unit] });
  return map((column) => row[column] ?? '');
}
