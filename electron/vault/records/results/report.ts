/** Reports with their values, as lists and charts show them. */
import { toHex } from '../../../../shared/base/bytes.ts';
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
import { contentDigest } from '../signature.ts';
import { observationsOf } from './enter.ts';

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

/** A report of a patient who is here; undefined where the patient is deleted or not here yet. */
function resultItem(
  reader: Reader,
  row: RecordRow,
  reviews: readonly Review[],
  setting: ReportSetting,
): ResultItem | undefined {
  const patient = row.patient === null ? undefined : patientByIdRow(reader, row.patient);
  if (!patient) return undefined;
  const report = parseJson(row.json) as JsonObject;
  const values = observationsOf(reader, report);
  const lines = values.flatMap((value) => linesOf(reader, value, setting.locale));
  const digest = digestOf(row, values);
  const reviewed = reviews.find((review) => review.digest === digest);
  const date =
    textIn(report.effectiveDateTime) || textIn(memberOf(report.effectivePeriod, 'start')) || textIn(report.issued);
  const source = sourceOf(reader, row, report);
  const conclusion = textIn(report.conclusion);
  const status = textIn(report.status);
  return {
    id: row.id,
    patient: patientHit(JSON.parse(patient.json) as JsonObject, patient.conflicts, patient.lastVisit),
    text: conceptText(report.code, setting.locale),
    status,
    amended: [status, ...values.map((value) => textIn((JSON.parse(value.json) as JsonObject).status))].some((one) =>
      AMENDED.includes(one),
    ),
    imported: isImported(reader, row),
    lines,
    abnormal: lines.filter(({ flag }) => flag !== undefined).length,
    conflicts: [row, ...values].reduce((sum, { conflicts }) => sum + conflicts, 0),
    digest,
    ...(date === '' ? {} : { date: zoned(setting.timeZone, date) }),
    ...(source === '' ? {} : { source }),
    ...(conclusion === '' ? {} : { conclusion }),
    ...(reviewed
      ? { reviewed: { by: reviewed.by, at: reviewed.at, ...(reviewed.note === '' ? {} : { note: reviewed.note }) } }
      : {}),
  };
}

/** A report by its id; undefined where it or its patient is deleted or not here yet. */
export function standingItem(
  reader: Reader,
  id: string,
  reviews: readonly Review[],
  setting: ReportSetting,
): ResultItem | undefined {
  const row = findRow(reader, 'DiagnosticReport', id);
  return row && row.deleted === 0 ? resultItem(reader, row, reviews, setting) : undefined;
}

/** Names the content of a report and its values as they are shown: the same on every workstation, another after any change. */
export function digestOf(report: Pick<RecordRow, 'json'>, values: readonly Pick<RecordRow, 'json'>[]): string {
  return toHex(contentDigest([report, ...values].map(({ json }) => json).join('\n'))).slice(0, 32);
}

/** Whether it came from another system. */
function isImported(reader: Reader, { type, id }: Pick<RecordRow, 'type' | 'id'>): boolean {
  return reader.get('SELECT 1 FROM source WHERE type = ? AND id = ?', type, id) !== undefined;
}

function linesOf(reader: Reader, row: RecordRow, locale: string): ResultLine[] {
  const observation = parseJson(row.json) as JsonObject;
  const members = objectsIn(observation.hasMember).flatMap(({ reference }) => {
    const id = /^Observation\/([^/]+)$/.exec(textIn(reference))?.[1];
    const found = id === undefined ? undefined : findRow(reader, 'Observation', id);
    return found && found.deleted === 0 ? [found] : [];
  });
  const own = [observation, ...objectsIn(observation.component)].flatMap((holder): ResultLine[] => {
    const shown = shownValue(holder, locale);
    if (!shown || observation.status === 'entered-in-error') return [];
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
  // a panel within a panel goes no deeper
  return [...own, ...members.flatMap((member) => linesOf(reader, { ...member, json: withoutMembers(member) }, locale))];
}

function withoutMembers({ json }: RecordRow): string {
  const { hasMember: _, ...rest } = JSON.parse(json) as JsonObject;
  return JSON.stringify(rest);
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
