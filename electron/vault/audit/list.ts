/** The auditor's list: entries of the trail and changes in envelopes, newest first, page by page over their indexes. */
import { toHex } from '../../../shared/base/bytes.ts';
import type { AuditFilter } from '../../../shared/bridge/audit.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import type { Reader, SqlValue } from '../storage/database.ts';

/** What a page is of: the filter with its days as milliseconds, `to` excluded. */
export type ListFilter = Omit<AuditFilter, 'from' | 'to'> & {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

export interface EntryRow {
  readonly kind: 'entry';
  readonly at: number;
  readonly aid: number;
  readonly device: string;
  readonly seq: number;
  readonly author: string;
  readonly entry: Uint8Array;
}

export interface ChangeRow {
  readonly kind: 'change';
  readonly at: number;
  readonly hlc: string;
  readonly eid: number;
  readonly rid: number;
  readonly op: number;
  readonly hash: string;
  readonly device: string;
  readonly user: string | null;
  readonly what: string;
  readonly reason: string | null;
  readonly type: string;
  readonly id: string;
  readonly patient: string | null;
}

export type ListRow = EntryRow | ChangeRow;

/** How far a list was read: the last of each kind; undefined before the first. */
interface Position {
  readonly entry?: { readonly at: number; readonly aid: number };
  readonly change?: { readonly hlc: string; readonly eid: number; readonly rid: number; readonly op: number };
}

/** One page, and the cursor behind it; undefined where nothing follows. A cursor that is none begins anew. */
export function listPage(
  reader: Reader,
  filter: ListFilter,
  cursor: string | undefined,
  limit: number,
): { rows: ListRow[]; next: string | undefined } {
  const from = positionOf(cursor);
  const found = [...entriesOf(reader, filter, from, limit + 1), ...changesOf(reader, filter, from, limit + 1)];
  const sorted = found.sort((a, b) => b.at - a.at || (a.kind === b.kind ? 0 : a.kind === 'entry' ? -1 : 1));
  const rows = sorted.slice(0, limit);
  return { rows, next: sorted.length > limit ? cursorOf(rows, from) : undefined };
}

/** A patient, and who was merged into them: what was done with their charts before is of the same person. */
const PERSON = '(SELECT ? UNION ALL SELECT id FROM merged WHERE survivor = ?)';

function entriesOf(reader: Reader, filter: ListFilter, { entry: from }: Position, limit: number): EntryRow[] {
  const events = filter.events?.filter((event) => !event.startsWith('change.'));
  if (events?.length === 0) return [];
  // of several kinds each is read along its own index: a rare one is not looked for among the others
  const rows = (events ?? [undefined]).flatMap((event) => entriesOfKind(reader, filter, event, from, limit));
  return rows.sort((a, b) => b.at - a.at || b.aid - a.aid).slice(0, limit);
}

function entriesOfKind(
  reader: Reader,
  filter: ListFilter,
  event: string | undefined,
  from: Position['entry'],
  limit: number,
): EntryRow[] {
  const where = conditions([
    ['event = ?', event === 'unknown' ? '' : event],
    ['user = ?', filter.user],
    [`patient IN ${PERSON}`, filter.patient === undefined ? undefined : [filter.patient, filter.patient]],
    ['device = ?', filter.device === undefined ? undefined : Buffer.from(filter.device, 'hex')],
    ['at >= ?', filter.from],
    ['at < ?', filter.to],
    ['(at, aid) < (?, ?)', from && [from.at, from.aid]],
  ]);
  return reader
    .all<Omit<EntryRow, 'kind' | 'device'> & { device: Uint8Array }>(
      `SELECT at, aid, device, seq, author, entry FROM audit ${where.sql} ORDER BY at DESC, aid DESC LIMIT ?`,
      ...where.params,
      limit,
    )
    .map((row) => ({ ...row, kind: 'entry', device: hexOf(row.device), entry: new Uint8Array(row.entry) }));
}

function changesOf(reader: Reader, filter: ListFilter, { change: from }: Position, limit: number): ChangeRow[] {
  const kinds = filter.events?.flatMap((event) => (event.startsWith('change.') ? [event.slice(7)] : []));
  if (kinds?.length === 0) return [];
  const { patient } = filter;
  const where = conditions([
    ['e.hlc IS NOT NULL', []],
    // what came by import is counted in the import's entry, and shown with the patient whom it is about
    [
      patient === undefined ? "c.kind <> 'import'" : "(r.patient = ? OR (r.type = 'Patient' AND r.id = ?))",
      patient === undefined ? [] : [patient, patient],
    ],
    [`c.kind IN (${(kinds ?? []).map(() => '?').join(', ')})`, kinds],
    ['e.user = ?', filter.user],
    ['e.device = ?', filter.device === undefined ? undefined : Buffer.from(filter.device, 'hex')],
    ['e.hlc >= ?', filter.from === undefined ? undefined : firstHlc(filter.from)],
    ['e.hlc < ?', filter.to === undefined ? undefined : firstHlc(filter.to)],
    ['e.hlc <= ?', from?.hlc],
    ['(e.hlc, c.eid, c.rid, c.op) < (?, ?, ?, ?)', from && [from.hlc, from.eid, from.rid, from.op]],
  ]);
  const tables =
    patient === undefined
      ? 'envelope e INDEXED BY envelope_hlc CROSS JOIN change c INDEXED BY change_by_hand ON c.eid = e.eid CROSS JOIN record r ON r.rid = c.rid'
      : 'record r CROSS JOIN change c ON c.rid = r.rid CROSS JOIN envelope e ON e.eid = c.eid';
  return reader
    .all<Omit<ChangeRow, 'kind' | 'device' | 'hash' | 'at'> & { device: Uint8Array; hash: Uint8Array }>(
      `SELECT e.hlc, e.eid, e.hash, e.device, e.user, c.rid, c.op, c.kind AS what, c.reason, r.type, r.id, r.patient FROM ${tables}
       ${where.sql} ORDER BY e.hlc DESC, c.eid DESC, c.rid DESC, c.op DESC LIMIT ?`,
      ...where.params,
      limit,
    )
    .map((row) => ({ ...row, kind: 'change', at: hlcTime(row.hlc), device: hexOf(row.device), hash: hexOf(row.hash) }));
}

type Condition = readonly [string, SqlValue | readonly SqlValue[] | undefined];

/** Those that say something, as SQL with its parameters. */
function conditions(all: readonly Condition[]): { sql: string; params: SqlValue[] } {
  const given = all.filter(([, value]) => value !== undefined);
  const params = given.flatMap(([, value]) => (Array.isArray(value) ? (value as SqlValue[]) : [value as SqlValue]));
  return { sql: given.length > 0 ? `WHERE ${given.map(([sql]) => sql).join(' AND ')}` : '', params };
}

function firstHlc(ms: number): string {
  return `${String(Math.max(0, ms)).padStart(15, '0')}-00000`;
}

function hexOf(bytes: Uint8Array): string {
  return toHex(new Uint8Array(bytes));
}

const CURSOR = /^(?:(\d+)\.(\d+))?_(?:(\d{15}-\d{5})\.(\d+)\.(\d+)\.(\d+))?$/;

function positionOf(cursor: string | undefined): Position {
  const [, at, aid, hlc, eid, rid, op] = cursor?.match(CURSOR) ?? [];
  return {
    ...(at === undefined ? {} : { entry: { at: Number(at), aid: Number(aid) } }),
    ...(hlc === undefined ? {} : { change: { hlc, eid: Number(eid), rid: Number(rid), op: Number(op) } }),
  };
}

function cursorOf(rows: readonly ListRow[], from: Position): string {
  const entry = rows.findLast((row) => row.kind === 'entry') ?? from.entry;
  const change = rows.findLast((row) => row.kind === 'change') ?? from.change;
  return `${entry ? `${entry.at}.${entry.aid}` : ''}_${change ? `${change.hlc}.${change.eid}.${change.rid}.${change.op}` : ''}`;
}
