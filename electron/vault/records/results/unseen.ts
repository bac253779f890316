/** Results that nobody has looked at (docs/decisions/0039): the list of them, and what the first page of a day says of them. */
import type { ResultItem, UnseenResults } from '../../../../shared/bridge/results.ts';
import { hlcTime } from '../../../../shared/merge/clock.ts';
import type { Reader } from '../../storage/database.ts';
import { type ReportSetting, standingReport } from './report.ts';
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

/**
 * Results that nobody has looked at, `most` of them: those that stand out first, then the others, the newest first among both. All that
 * wait are looked through, so that what stands out is never left out for being older. `now` in milliseconds. `more`: there are more.
 */
export function unseenResults(
  reader: Reader,
  setting: ReportSetting & { now: number },
  most: number,
): { items: ResultItem[]; more: boolean } {
  const abnormal: ResultItem[] = [];
  const others: ResultItem[] = [];
  let count = 0;
  for (const item of eachUnseen(reader, setting, most)) {
    count += 1;
    if (item === undefined) continue;
    const list = item.abnormal > 0 ? abnormal : others;
    if (list.length < most) list.push(item);
  }
  return { items: [...abnormal, ...others].slice(0, most), more: count > most };
}

/** How many wait, counted up to a hundred, and all whose values stand out, by patient, the newest first. */
export function countUnseen(reader: Reader, setting: ReportSetting & { now: number }): UnseenResults {
  const abnormal = new Map<string, { patient: ResultItem['patient']; texts: string[] }>();
  let count = 0;
  for (const item of eachUnseen(reader, setting, MOST_COUNTED)) {
    count += 1;
    if (item === undefined || item.abnormal === 0) continue;
    const { patient, text } = item;
    const known = abnormal.get(patient.id) ?? { patient, texts: [] };
    abnormal.set(patient.id, { patient, texts: [...new Set([...known.texts, text])] });
  }
  return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED, abnormal: [...abnormal.values()] };
}

/**
 * Ids of reports of which nothing stands out and nothing was written to again, so that they need not be read again to know it: where
 * thousands wait, that would take a second after every change.
 */
const UNREMARKABLE = new WeakMap<Reader, Set<string>>();

/** Results that wait, the newest first; behind the first `most`, undefined for one that is known not to stand out. */
function* eachUnseen(
  reader: Reader,
  setting: ReportSetting & { now: number },
  most: number,
): Generator<ResultItem | undefined> {
  const unremarkable = UNREMARKABLE.get(reader) ?? new Set();
  UNREMARKABLE.set(reader, unremarkable);
  let read = 0;
  for (const row of mayWait(reader, sinceWhen(setting.now))) {
    if (row.reviewed === 0 && isHistory(row)) continue;
    const asWritten = row.reviewed === 0 && row.rewritten === 0;
    if (read >= most && asWritten && unremarkable.has(row.id)) {
      yield undefined;
      continue;
    }
    const reviews = row.reviewed === 0 ? [] : reviewsOf(reader, row.id);
    const { item, whole } = standingReport(reader, row.id, reviews, setting) ?? {};
    if (!item || item.reviewed) continue;
    if (asWritten && whole && item.abnormal === 0) unremarkable.add(row.id);
    read += 1;
    yield item;
  }
}

interface ReportRow {
  readonly id: string;
  readonly at: number | null;
  /** 1: somebody has looked at it, perhaps before it was put right. */
  readonly reviewed: 0 | 1;
  /** 1: the report, or an Observation of its patient, was written to more than once. */
  readonly rewritten: 0 | 1;
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
  const rewritten = `(version > 1 OR conflicts > 0 OR EXISTS (
    SELECT 1 FROM record AS value INDEXED BY record_rewritten
    WHERE value.type = 'Observation' AND value.version > 1 AND value.patient = report.patient
  ))`;
  return reader.all(
    `SELECT id, at, reviewed, rewritten,
       CASE WHEN EXISTS (SELECT 1 FROM source WHERE source.type = 'DiagnosticReport' AND source.id = found.id) THEN coalesce(
         (SELECT e.hlc FROM change c JOIN envelope e ON e.eid = c.eid WHERE c.rid = found.rid ORDER BY c.eid LIMIT 1), ''
       ) END AS came
     FROM (
       SELECT rid, id, at, day, EXISTS (${review}) AS reviewed, ${rewritten} AS rewritten
       FROM record AS report INDEXED BY record_report
       WHERE type = 'DiagnosticReport' AND deleted = 0 AND day >= ? AND status IN (${STATUSES.map((one) => `'${one}'`).join(', ')})
         AND (NOT EXISTS (${review} AND ${SAW_ALL}) OR ${rewritten})
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
