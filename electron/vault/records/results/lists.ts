/** The clinic's results: what is waited for, what nobody has looked at, what was looked at last. */
import type { ResultItem, WaitingItem } from '../../../../shared/bridge/results.ts';
import { hlcTime } from '../../../../shared/merge/clock.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { patientByIdRow } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { patientHit } from '../patient-hit.ts';
import { findRow, type RecordRow } from '../row.ts';
import { isImported, type ReportSetting, type Review, resultItem } from './report.ts';
import { reviewsSince } from './review.ts';
import { answersInChart, waitingOrder } from './waiting.ts';

const DAY_MS = 86_400_000;
/** Results of so many days are looked through. What nobody has looked at for longer is told in its chart. */
const LOOKED_THROUGH_DAYS = 366;
/**
 * An imported report waits where it was made at most so many days before it came in: what is older came as history, which somebody
 * looked at elsewhere.
 */
const FRESH_DAYS = 30;
/** More than anybody reads. */
const MOST = 500;
const MOST_SEEN = 100;
/** Statuses with something to look at. */
const STATUSES = ['partial', 'preliminary', 'final', 'amended', 'corrected', 'appended'];

export interface Lists {
  readonly waiting: WaitingItem[];
  readonly unseen: ResultItem[];
  readonly seen: ResultItem[];
  readonly more: boolean;
}

/** The three lists. `now` in milliseconds; `orders`: whether the reader sees orders. */
export function resultLists(reader: Reader, setting: ReportSetting & { now: number; orders: boolean }): Lists {
  const since = setting.now - LOOKED_THROUGH_DAYS * DAY_MS;
  const reviews = reviewsSince(reader, since);
  const corrected = new Set(
    reader
      .all<{ patient: string }>(
        `SELECT DISTINCT patient FROM record INDEXED BY record_corrected
         WHERE type = 'Observation' AND deleted = 0 AND status IN ('amended', 'corrected', 'entered-in-error')`,
      )
      .map(({ patient }) => patient),
  );
  const unseen: ResultItem[] = [];
  let more = false;
  for (const row of reportsSince(reader, since)) {
    const known = reviews.get(row.id) ?? [];
    // what was looked at and not put right since need not be read again
    const settled = known.length > 0 && row.version === 1 && row.conflicts === 0 && !corrected.has(row.patient ?? '');
    if (settled || !STATUSES.includes(row.status ?? '') || (known.length === 0 && isHistory(reader, row))) continue;
    if (unseen.length === MOST) {
      more = true;
      break;
    }
    const item = itemOf(reader, row.id, known, setting);
    if (item && !item.reviewed) unseen.push(item);
  }
  const waiting = setting.orders ? waitingEverywhere(reader, setting.locale) : { items: [], more: false };
  return {
    waiting: waiting.items,
    // the sort keeps the newest first among those that stand out, and among the others
    unseen: unseen.sort((a, b) => Number(b.abnormal > 0) - Number(a.abnormal > 0)),
    seen: seenLately(reader, reviews, setting),
    more: more || waiting.more,
  };
}

/** The newest reports of a chart, whoever has looked at them. */
export function resultsInChart(reader: Reader, patient: string, setting: ReportSetting, most = 30): ResultItem[] {
  const reviews = reviewsSince(reader, 0, patient);
  const rows = reader.all<{ id: string }>(
    `SELECT id FROM record INDEXED BY record_chart
     WHERE patient = ? AND type = 'DiagnosticReport' AND deleted = 0 AND status IN (${STATUSES.map((one) => `'${one}'`).join(', ')})
     ORDER BY at DESC LIMIT ?`,
    patient,
    most,
  );
  return rows.flatMap(({ id }) => itemOf(reader, id, reviews.get(id) ?? [], setting) ?? []);
}

interface ReportRow {
  readonly rid: number;
  readonly id: string;
  readonly patient: string | null;
  readonly status: string | null;
  readonly at: number | null;
  readonly version: number;
  readonly conflicts: number;
}

/** Reports whose samples were taken at `since` (milliseconds) or later, the newest first. */
function reportsSince(reader: Reader, since: number): ReportRow[] {
  return reader.all(
    `SELECT rid, id, patient, status, at, version, conflicts FROM record INDEXED BY record_day
     WHERE type = 'DiagnosticReport' AND day >= ? AND deleted = 0 ORDER BY day DESC, rid DESC`,
    new Date(since).toISOString().slice(0, 10),
  );
}

/** Whether it came with an import, and was old by then. */
function isHistory(reader: Reader, { rid, id, at }: ReportRow): boolean {
  if (!isImported(reader, { type: 'DiagnosticReport', id })) return false;
  const came = reader.get<{ hlc: string | null }>(
    'SELECT e.hlc FROM change c JOIN envelope e ON e.eid = c.eid WHERE c.rid = ? ORDER BY c.eid LIMIT 1',
    rid,
  )?.hlc;
  return at === null || (typeof came === 'string' && at < hlcTime(came) - FRESH_DAYS * DAY_MS);
}

function waitingEverywhere(reader: Reader, locale: string): { items: WaitingItem[]; more: boolean } {
  const rows = reader.all<{ id: string; patient: string | null; json: string; conflicts: number }>(
    `SELECT id, patient, json, conflicts FROM record INDEXED BY record_order
     WHERE type = 'ServiceRequest' AND deleted = 0 AND status = 'active' ORDER BY at, rid LIMIT ?`,
    MOST * 4,
  );
  const answers = new Map<string, ReturnType<typeof answersInChart>>();
  const items: WaitingItem[] = [];
  for (const row of rows) {
    if (row.patient === null) continue;
    const known = answers.get(row.patient) ?? answersInChart(reader, row.patient);
    answers.set(row.patient, known);
    const order = waitingOrder(row, known.get(row.id), locale);
    const patient = order && patientByIdRow(reader, row.patient);
    if (!order || !patient) continue;
    if (items.length === MOST) return { items, more: true };
    items.push({
      ...order,
      patient: patientHit(JSON.parse(patient.json) as JsonObject, patient.conflicts, patient.lastVisit),
    });
  }
  return { items, more: rows.length === MOST * 4 };
}

function seenLately(
  reader: Reader,
  reviews: ReadonlyMap<string, readonly Review[]>,
  setting: ReportSetting,
): ResultItem[] {
  const items: ResultItem[] = [];
  // in the order in which they were looked at, the newest first
  for (const [report, known] of reviews) {
    if (items.length === MOST_SEEN) break;
    const item = itemOf(reader, report, known, setting);
    if (item?.reviewed && STATUSES.includes(item.status)) items.push(item);
  }
  return items;
}

function itemOf(
  reader: Reader,
  id: string,
  reviews: readonly Review[],
  setting: ReportSetting,
): ResultItem | undefined {
  const row: RecordRow | undefined = findRow(reader, 'DiagnosticReport', id);
  return row && row.deleted === 0 ? resultItem(reader, row, reviews, setting) : undefined;
}
