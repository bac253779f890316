/** Reports with their values, as lists and charts show them. */
import type { ResultItem, ResultLine } from '../../../../shared/bridge/results.ts';
import { conceptText } from '../../../../shared/records/concept.ts';
import { isObject, type Json, type JsonObject, numberText, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { flagOf, normalRange, shownValue } from '../../../../shared/records/observation/value.ts';
import { patientByIdRow } from '../../storage/charts.ts';
import type { Reader } from '../../storage/database.ts';
import { parseMoment, zonedIso } from '../dates.ts';
import { patientHit } from '../patient-hit.ts';
import { findRow, type RecordRow } from '../row.ts';
import { contentOf, digestOf, type ReportValue } from './content.ts';

/** How results are read: the clinic's language and time zone. */
export interface ReportSetting {
  readonly locale: string;
  readonly timeZone: string;
}

/** What somebody said who looked at a report: of exactly the content with this digest. */
export interface Review {
  readonly digest: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

const AMENDED = ['amended', 'corrected', 'appended'];

/** A report as it is shown, and whether every value that it names has come. */
interface StandingReport {
  readonly item: ResultItem;
  readonly whole: boolean;
}

/** A report of a patient who is here; undefined where the patient is deleted or not here yet. */
function reportOf(
  reader: Reader,
  row: RecordRow,
  reviews: readonly Review[],
  setting: ReportSetting,
): StandingReport | undefined {
  const patient = row.patient === null ? undefined : patientByIdRow(reader, row.patient);
  if (!patient) return undefined;
  const report = parseJson(row.json) as JsonObject;
  const { values, rows, whole } = contentOf(reader, report);
  const lines = values.flatMap((value) => [value, ...value.members].flatMap((one) => linesOf(one, setting.locale)));
  const digest = digestOf(row, rows);
  const reviewed = reviews.find((review) => review.digest === digest);
  const date =
    textIn(report.effectiveDateTime) || textIn(memberOf(report.effectivePeriod, 'start')) || textIn(report.issued);
  const source = sourceOf(reader, row, report);
  const conclusion = textIn(report.conclusion);
  const status = textIn(report.status);
  const item = {
    id: row.id,
    patient: patientHit(JSON.parse(patient.json) as JsonObject, patient.conflicts, patient.lastVisit),
    text: conceptText(report.code, setting.locale),
    status,
    amended: [report, ...values.flatMap((value) => [value, ...value.members].map(({ resource }) => resource))].some(
      (one) => AMENDED.includes(textIn(one.status)),
    ),
    imported: isImported(reader, row),
    lines,
    abnormal: lines.filter(({ flag }) => flag !== undefined).length,
    conflicts: [row, ...rows].reduce((sum, { conflicts }) => sum + conflicts, 0),
    digest,
    ...(date === '' ? {} : { date: zoned(setting.timeZone, date) }),
    ...(source === '' ? {} : { source }),
    ...(conclusion === '' ? {} : { conclusion }),
    ...(reviewed
      ? { reviewed: { by: reviewed.by, at: reviewed.at, ...(reviewed.note === '' ? {} : { note: reviewed.note }) } }
      : {}),
  };
  return { item, whole };
}

/** A report by its id; undefined where it or its patient is deleted or not here yet. */
export function standingReport(
  reader: Reader,
  id: string,
  reviews: readonly Review[],
  setting: ReportSetting,
): StandingReport | undefined {
  const row = findRow(reader, 'DiagnosticReport', id);
  return row && row.deleted === 0 ? reportOf(reader, row, reviews, setting) : undefined;
}

/** What is shown of a report by its id, as `standingReport`. */
export function standingItem(...of: Parameters<typeof standingReport>): ResultItem | undefined {
  return standingReport(...of)?.item;
}

/** Whether it came from another system. */
function isImported(reader: Reader, { type, id }: Pick<RecordRow, 'type' | 'id'>): boolean {
  return reader.get('SELECT 1 FROM source WHERE type = ? AND id = ?', type, id) !== undefined;
}

function linesOf({ row, resource }: Pick<ReportValue, 'row' | 'resource'>, locale: string): ResultLine[] {
  return [resource, ...objectsIn(resource.component)].flatMap((holder): ResultLine[] => {
    const shown = shownValue(holder, locale);
    if (!shown || resource.status === 'entered-in-error') return [];
    const range = normalRange(holder, shown.unit);
    const flag = flagOf(holder, shown, range);
    const words = rangeText(holder);
    return [
      {
        id: row.id,
        text: conceptText(holder.code, locale),
        value: shown.text,
        conflicts: row.conflicts,
        ...(shown.unit ? { unit: shown.unit } : {}),
        ...(words === '' ? {} : { range: words }),
        ...(flag ? { flag } : {}),
      },
    ];
  });
}

/** `3.9–6.1`, `≥ 60`, `< 5`-like text of the first range; its words where it has no numbers. */
function rangeText(holder: JsonObject): string {
  const [range] = objectsIn(holder.referenceRange);
  if (!range) return '';
  const [low, high] = [endOf(range.low), endOf(range.high)];
  if (low !== undefined && high !== undefined) return `${low}–${high}`;
  if (low !== undefined) return `≥ ${low}`;
  return high !== undefined ? `≤ ${high}` : textIn(range.text);
}

function endOf(quantity: Json | undefined): string | undefined {
  return isObject(quantity ?? null) ? numberText(memberOf(quantity, 'value')) : undefined;
}

/** Which laboratory or who reported it, else the system that it came from. */
function sourceOf(reader: Reader, row: RecordRow, report: JsonObject): string {
  const said = objectsIn(report.performer)
    .map(({ display }) => textIn(display))
    .filter((name) => name !== '');
  if (said.length > 0) return said.join(', ');
  const source = reader.get<{ system: string }>(
    'SELECT system FROM source WHERE type = ? AND id = ?',
    row.type,
    row.id,
  );
  return source?.system ?? '';
}

/** An instant at the clinic's offset; what names a day, a month or a year stays no more precise than that. */
function zoned(timeZone: string, text: string): string {
  const moment = parseMoment(text);
  return moment && moment.day === undefined ? zonedIso(timeZone, moment.at) : text;
}
