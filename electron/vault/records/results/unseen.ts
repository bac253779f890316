/** Results that nobody has looked at (docs/decisions/0039): the list of them, and what the first page of a day says of them. */
import type { ResultItem, UnseenResults } from '../../../../shared/bridge/results.ts';
import { hlcTime } from '../../../../shared/merge/clock.ts';
import type { Reader } from '../../storage/database.ts';
import { type ReportSetting, standingItem } from './report.ts';
import { FOCUS, REVIEWS, reviewsOf, SAW_ALL } from './review.ts';

const DAY_MS = 86_400_000;
/** Results of so many days are looked through. What nobody has looked at for longer is told in its chart. */
const LOOKED_THROUGH_DAYS = 366;
/**
 * An imported report waits where it was made at most so many days before it came in: what is older came as history, which somebody
 * looked at elsewhere.
 */
const FRESH_DAYS = 30;
/** Statuses with something to look at. */
export const STATUSES = ['partial', 'preliminary', 'final', 'amended', 'corrected', 'appended'];
/** The first page counts no further: it is asked for after every change. */
const MOST_COUNTED = 100;

/** How far back results are looked through, milliseconds. */
export function sinceWhen(now: number): number {
  return now - LOOKED_THROUGH_DAYS * DAY_MS;
}

/** The newest `most` results that nobody has looked at. `now` in milliseconds. `more`: there are more. */
export function unseenResults(
  reader: Reader,
  setting: ReportSetting & { now: number },
  most: number,
): { items: ResultItem[]; more: boolean } {
  const items: ResultItem[] = [];
  for (const row of mayWait(reader, sinceWhen(setting.now))) {
    if (row.reviewed === 0 && isHistory(row)) continue;
    if (items.length === most) return { items, more: true };
    const item = standingItem(reader, row.id, row.reviewed === 0 ? [] : reviewsOf(reader, row.id), setting);
    if (item && !item.reviewed) items.push(item);
  }
  return { items, more: false };
}

/** How many wait, and those with values that stand out, by patient in the order in which the list has them. */
export function countUnseen(reader: Reader, setting: ReportSetting & { now: number }): UnseenResults {
  const { items, more } = unseenResults(reader, setting, MOST_COUNTED);
  const abnormal = new Map<string, { patient: ResultItem['patient']; texts: string[] }>();
  for (const { patient, text } of items.filter((item) => item.abnormal > 0)) {
    const known = abnormal.get(patient.id) ?? { patient, texts: [] };
    abnormal.set(patient.id, { patient, texts: [...new Set([...known.texts, text])] });
  }
  return { count: items.length, more, abnormal: [...abnormal.values()] };
}

interface ReportRow {
  readonly id: string;
  readonly at: number | null;
  /** 1: somebody has looked at it, perhaps before it was put right. */
  readonly reviewed: 0 | 1;
  /** By which clock it came with an import, '' where that is not known; null for what was written here. */
  readonly came: string | null;
}

/**
 * Reports whose samples were taken at `since` (milliseconds) or later, the newest first, without those whose review certainly holds:
 * somebody saw all values, and neither the report nor any Observation of its patient was written to again. What is left is judged by its
 * digest. Indexes alone are read, and one statement finds all that is judged of each: there are thousands.
 */
function mayWait(reader: Reader, since: number): ReportRow[] {
  const review = `SELECT 1 FROM record INDEXED BY record_review WHERE ${REVIEWS} AND ${FOCUS} = 'DiagnosticReport/' || report.id`;
  return reader.all(
    `SELECT id, at, reviewed,
       CASE WHEN EXISTS (SELECT 1 FROM source WHERE source.type = 'DiagnosticReport' AND source.id = found.id) THEN coalesce(
         (SELECT e.hlc FROM change c JOIN envelope e ON e.eid = c.eid WHERE c.rid = found.rid ORDER BY c.eid LIMIT 1), ''
       ) END AS came
     FROM (
       SELECT rid, id, at, day, EXISTS (${review}) AS reviewed
       FROM record AS report INDEXED BY record_report
       WHERE type = 'DiagnosticReport' AND deleted = 0 AND day >= ? AND status IN (${STATUSES.map((one) => `'${one}'`).join(', ')})
         AND (version > 1 OR conflicts > 0 OR NOT EXISTS (${review} AND ${SAW_ALL}) OR EXISTS (
           SELECT 1 FROM record AS value INDEXED BY record_rewritten
           WHERE value.type = 'Observation' AND value.version > 1 AND value.patient = report.patient
         ))
     ) AS found
     ORDER BY day DESC, rid DESC`,
    new Date(since).toISOString().slice(0, 10),
  );
}

/** Whether it came with an import, and was old by then. */
function isHistory({ at, came }: ReportRow): boolean {
  if (came === null) return false;
  return at === null || (came !== '' && at < hlcTime(came) - FRESH_DAYS * DAY_MS);
}
