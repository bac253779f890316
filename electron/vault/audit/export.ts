/** Writes the auditor's list into a file: CSV for a spreadsheet, NDJSON for a program. */
import { basename, dirname, resolve } from 'node:path';
import { AUDIT_EVENTS, type AuditEventName } from '../../../shared/audit/events.ts';
import { raise } from '../../../shared/base/result.ts';
import type { AuditRow } from '../../../shared/bridge/audit.ts';
import { makeOutput } from '../exchange/fhir/output.ts';
import type { Reader } from '../storage/database.ts';
import { type ListFilter, listPage } from './list.ts';
import { type Names, viewRow } from './view.ts';

const AT_ONCE = 1000;

const COLUMNS = [
  ...([
    'at',
    'event',
    'type_code',
    'action',
    'outcome',
    'user',
    'user_id',
    'signed_by',
    'workstation',
    'record',
    'patient',
    'patient_id',
  ] as const),
  ...(['times', 'last', 'reason', 'what', 'about', 'records', 'error', 'searched_by', 'key'] as const),
] as const;

/** Actions of FHIR's AuditEvent for changes; entries have theirs in the vocabulary. */
const CHANGE_ACTIONS: ReadonlyMap<string, string> = new Map([
  ['change.create', 'C'],
  ['change.import', 'C'],
  ['change.delete', 'D'],
  ['change.redact', 'D'],
]);

/**
 * All or nothing; memory does not grow with the trail. Returns the number of rows. Raises already-exists, file-unwritable, disk-full,
 * cancelled.
 */
export async function exportTrail(
  reader: Reader,
  names: Names,
  { file, format, filter }: { file: string; format: 'csv' | 'ndjson'; filter: ListFilter },
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<{ file: string; entries: number }> {
  const full = resolve(file);
  const name = basename(full);
  const output = await makeOutput(dirname(full), [name]);
  try {
    // a spreadsheet knows by the mark that names are in UTF-8
    await output.write(name, format === 'csv' ? `\uFEFF${COLUMNS.join(',')}\r\n` : '');
    let entries = 0;
    for (let cursor: string | undefined; ; ) {
      const page = listPage(reader, filter, cursor, AT_ONCE);
      const rows = page.rows.map((row) => viewRow(row, names));
      entries += rows.length;
      const lines = rows.map((row) => (format === 'csv' ? `${csvLine(row)}\r\n` : `${JSON.stringify(row)}\n`));
      if (lines.length > 0) await output.write(name, lines.join(''));
      onProgress(entries);
      if (signal.aborted) raise('cancelled', 'Cancelled. No file was left behind.');
      if (page.next === undefined) break;
      cursor = page.next;
    }
    await output.finish();
    return { file: full, entries };
  } finally {
    await output.discard();
  }
}

function csvLine(row: AuditRow): string {
  const kind = row.event in AUDIT_EVENTS ? AUDIT_EVENTS[row.event as AuditEventName] : undefined;
  const cells: Record<(typeof COLUMNS)[number], string | number | undefined> = {
    at: row.at,
    event: row.event,
    type_code: kind?.type ?? '110110',
    action: kind?.action ?? CHANGE_ACTIONS.get(row.event) ?? 'U',
    outcome: row.outcome,
    user: row.user?.name,
    user_id: row.user?.id,
    signed_by: row.signedBy?.name,
    workstation: row.device.name,
    record: row.type === undefined ? undefined : [row.type, row.id].filter(Boolean).join('/'),
    patient: row.patient?.name,
    patient_id: row.patient?.id,
    times: row.times,
    last: row.last,
    reason: row.reason,
    what: row.what,
    about: row.about?.name,
    records: row.records,
    error: row.error,
    searched_by: row.kinds.join(' '),
    key: row.key,
  };
  return COLUMNS.map((column) => csvCell(String(cells[column] ?? ''))).join(',');
}

/** RFC 4180; what a spreadsheet would take for a formula is text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
