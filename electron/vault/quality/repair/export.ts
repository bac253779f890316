/** Writes the repair list for whoever sent it: CSV for a spreadsheet, NDJSON for a program. */
import { basename, dirname, resolve } from 'node:path';
import type { RepairState } from '../../../../shared/bridge/repair.ts';
import { makeOutput } from '../../exchange/fhir/output.ts';
import { refuseUnwanted } from '../../storage/bounds.ts';
import type { Reader } from '../../storage/database.ts';
import { type RepairRow, shownOf } from './store.ts';

const AT_ONCE = 500;
const COLUMNS = ['file', 'line', 'code', 'element', 'message', 'findings', 'text'] as const;

/** All or nothing; memory does not grow with the list. Raises already-exists, file-unwritable, disk-full, and as `refuseUnwanted`. */
export async function exportRepairs(
  reader: Reader,
  { state, format, out }: { state: RepairState; format: 'csv' | 'ndjson'; out: string },
  onRows: (done: number) => void,
): Promise<{ file: string; count: number }> {
  const file = resolve(out);
  const name = basename(file);
  const output = await makeOutput(dirname(file), [name]);
  try {
    // a spreadsheet knows by the mark that the text is in UTF-8
    await output.write(name, format === 'csv' ? `\uFEFF${COLUMNS.join(',')}\r\n` : '');
    let count = 0;
    for (let after = 0; ; ) {
      const rows = reader.all<RepairRow>(
        'SELECT * FROM repair WHERE id > ? AND state = ? ORDER BY id LIMIT ?',
        after,
        state,
        AT_ONCE,
      );
      const last = rows.at(-1);
      if (!last) break;
      const line = format === 'csv' ? csvLine : jsonLine;
      await output.write(name, rows.map(line).join(''));
      count += rows.length;
      onRows(count);
      refuseUnwanted();
      after = last.id;
    }
    await output.finish();
    return { file, count };
  } finally {
    await output.discard();
  }
}

function jsonLine(row: RepairRow): string {
  const { file, line, code, element, message, findings } = shownOf(row);
  return `${JSON.stringify({ file, line, code, element, message, findings, text: row.raw ?? undefined })}\n`;
}

function csvLine(row: RepairRow): string {
  const { file, line, code, element, message, findings } = shownOf(row);
  const cells: Record<(typeof COLUMNS)[number], string> = {
    file,
    line: String(line ?? ''),
    code,
    element,
    message,
    findings: findings.map(({ expression, key }) => `${expression} ${key}`).join('; '),
    text: row.raw ?? '',
  };
  return `${COLUMNS.map((column) => csvCell(cells[column])).join(',')}\r\n`;
}

/** RFC 4180; what a spreadsheet would take for a formula is text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
