/**
 * How many were in a kept cohort on the days on which it was opened, and who entered and left in between: kept as FHIR R4 MeasureReports
 * (http://hl7.org/fhir/R4/measurereport.html), which travel. Who was in it stays on the workstation that counted.
 */

import { toHex, utf8 } from '../../../../shared/base/bytes.ts';
import type { CohortCount } from '../../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../../shared/cohorts/definition.ts';
import { hash } from '../../../../shared/crypto/sodium.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import { canonicalJson, type JsonObject, parseJson, toNumber } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { change } from '../../records/changes.ts';
import { createOp, newId } from '../../records/commands.ts';
import { refuseInvalid } from '../../records/validity.ts';
import type { Workspace } from '../../records/workspace.ts';
import type { Reader } from '../../storage/database.ts';
import { survivorOf } from '../../storage/merged.ts';

const COUNT = 'urn:xinglin:cohort-count';
const DIGEST_CONTEXT = 'xinglin/cohort/v1/definition';
const DIGEST_BYTES = 16;
/** More days than anybody looks at. */
const MOST = 400;

export interface Looking {
  /** By which it was counted, with all cohorts in it. */
  readonly definition: Cohort;
  readonly nested: ReadonlyMap<string, Cohort>;
  /** Ids of all who are in it today. */
  readonly members: readonly string[];
  /** Day of the clinic, YYYY-MM-DD, and its time as ISO 8601. */
  readonly today: string;
  readonly now: string;
  /** Whether what is counted may be kept. */
  readonly keeps: boolean;
}

/**
 * The counts of a cohort by its present definition, the oldest first: whoever may count by that may know them, and no others. The one of today is kept with
 * them where it is the first of the day, and somebody entered or left since it was last opened here, or it never was.
 */
export function follow(workspace: Workspace, cohort: string, looking: Looking): CohortCount[] {
  const measure = measureOf(cohort, looking);
  const before = countsOf(workspace.store, measure);
  if (!looking.keeps) return before;
  const counted = countNow(workspace.store, cohort, looking);
  if (!counted) return before;
  remember(workspace, cohort, looking);
  if (before.at(-1)?.day === looking.today) return before;
  const resource = reportOf(measure, counted, looking.now);
  refuseInvalid(resource);
  change(workspace, () => [createOp(resource, newId(workspace))]);
  return [...before, counted];
}

/** Those that were kept, on any workstation; of one day the last. */
function countsOf(reader: Reader, measure: string): CohortCount[] {
  const rows = reader.all<{ json: string }>(
    `SELECT json FROM record INDEXED BY record_report_of
     WHERE type = 'MeasureReport' AND deleted = 0 AND json_extract(json, '$.measure') = ? ORDER BY day DESC LIMIT ${MOST}`,
    measure,
  );
  const byDay = new Map<string, { count: CohortCount; at: string }>();
  for (const { json } of rows) {
    const report = parseJson(json) as JsonObject;
    const count = countIn(report);
    const at = textIn(report.date);
    if (count && (byDay.get(count.day)?.at ?? '') <= at) byDay.set(count.day, { count, at });
  }
  return [...byDay.values()].map(({ count }) => count).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Undefined where there is nothing to keep: it was counted today, or nobody entered or left. */
function countNow(reader: Reader, id: string, looking: Looking): CohortCount | undefined {
  const { members, today } = looking;
  const look = reader.get<{ day: string; digest: Uint8Array }>(
    'SELECT day, digest FROM cohort_look WHERE cohort = ?',
    id,
  );
  const n = members.length;
  if (!look || !same(look.digest, digestOf(looking))) return { day: today, n };
  if (look.day === today) return undefined;
  const then = new Set(
    reader
      .all<{ patient: string }>('SELECT patient FROM cohort_member WHERE cohort = ?', id)
      .map(({ patient }) => survivorOf(reader, patient)),
  );
  const entered = members.filter((one) => !then.has(one)).length;
  const left = then.size - (n - entered);
  return entered + left === 0 ? undefined : { day: today, n, entered, left, since: look.day };
}

function remember({ store }: Workspace, id: string, looking: Looking): void {
  const { members, today } = looking;
  store.transaction((writer) => {
    writer.run(
      `INSERT INTO cohort_look (cohort, day, digest) VALUES (?, ?, ?)
       ON CONFLICT (cohort) DO UPDATE SET day = excluded.day, digest = excluded.digest`,
      id,
      today,
      digestOf(looking),
    );
    writer.run('DELETE FROM cohort_member WHERE cohort = ?', id);
    for (const one of members) writer.run('INSERT INTO cohort_member (cohort, patient) VALUES (?, ?)', id, one);
  });
}

/** Of all that says who is in it: a cohort means something else where one in it was edited. */
function digestOf({ definition, nested }: Looking): Uint8Array {
  const whole = parseJson(JSON.stringify([definition, Object.fromEntries(nested)]));
  return hash(DIGEST_CONTEXT, [utf8(canonicalJson(whole))], DIGEST_BYTES);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(Buffer.from(b));
}

/** The cohort, and as the version behind it (http://hl7.org/fhir/R4/references.html#canonical) by which definition. */
function measureOf(cohort: string, looking: Looking): string {
  return `urn:xinglin:cohort:${cohort}|${toHex(digestOf(looking))}`;
}

function reportOf(measure: string, { day, n, entered, left, since }: CohortCount, now: string): JsonObject {
  const population = (code: string, count: number): JsonObject => ({
    code: { coding: [{ system: COUNT, code }] },
    count,
  });
  return {
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure,
    date: now,
    period: { start: since ?? day, end: day },
    group: [
      {
        population: [
          population('members', n),
          ...(entered === undefined ? [] : [population('entered', entered)]),
          ...(left === undefined ? [] : [population('left', left)]),
        ],
      },
    ],
  };
}

function countIn(report: JsonObject): CohortCount | undefined {
  const counts = new Map(
    objectsIn(memberOf(report.group, 'population')).flatMap((one) =>
      codingsOf(one.code)
        .filter(({ system }) => system === COUNT)
        .map(({ code }) => [textIn(code), toNumber(one.count)] as const),
    ),
  );
  const [n, entered, left] = [counts.get('members'), counts.get('entered'), counts.get('left')];
  const [since, day] = [textIn(memberOf(report.period, 'start')), textIn(memberOf(report.period, 'end'))];
  if (n === undefined || day === '' || report.status !== 'complete') return undefined;
  return { day, n, ...(entered === undefined || left === undefined ? {} : { entered, left, since }) };
}
