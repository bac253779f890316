/** The clinic's results: what is waited for, what nobody has looked at, what was looked at last. */
import type { ResultItem, WaitingItem } from '../../../../shared/bridge/results.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { patientByIdRow } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { patientHit } from '../patient-hit.ts';
import { type ReportSetting, type Review, standingItem } from './report.ts';
import { reviewsSince } from './review.ts';
import { STATUSES, sinceWhen, unseenResults } from './unseen.ts';
import { answersInChart, waitingOrder } from './waiting.ts';

/** More than anybody reads. */
const MOST = 500;
const MOST_SEEN = 100;

export interface Lists {
  readonly waiting: WaitingItem[];
  readonly unseen: ResultItem[];
  readonly seen: ResultItem[];
  readonly more: boolean;
}

/** The three lists. `now` in milliseconds; `orders`: whether the reader sees orders. */
export function resultLists(reader: Reader, setting: ReportSetting & { now: number; orders: boolean }): Lists {
  const { items: unseen, more } = unseenResults(reader, setting, MOST);
  const waiting = setting.orders ? waitingEverywhere(reader, setting.locale) : { items: [], more: false };
  return {
    waiting: waiting.items,
    unseen,
    seen: seenLately(reader, reviewsSince(reader, sinceWhen(setting.now)), setting),
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
  return rows.flatMap(({ id }) => standingItem(reader, id, reviews.get(id) ?? [], setting) ?? []);
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
    const item = standingItem(reader, report, known, setting);
    if (item?.reviewed && STATUSES.includes(item.status)) items.push(item);
  }
  return items;
}
