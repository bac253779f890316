/** Everything about one person on one sheet. */
import { RECORD_GROUPS } from '../../../shared/access/groups.ts';
import type { ChartItem, PatientChart } from '../../../shared/bridge/records.ts';
import { firstCode } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import type { Sight } from '../access/sight.ts';
import { breachesInChart } from '../storage/breaches.ts';
import { chartRows, findRecord, patientByIdRow, type StoredRow } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { allergiesOf } from './chart-allergies.ts';
import { type ChartRow, chartItem, isFirst, type Reading } from './chart-item.ts';
import { medicationFinder } from './chart-medication.ts';
import { seriesOf } from './chart-observations.ts';
import { type FindIssue, prescribedItem } from './chart-prescription.ts';
import { SAFETY, variantsInChart } from './chart-variants.ts';
import { ageAt, dayIn, parseMoment, zonedIso } from './dates.ts';
import { hasSignature } from './links.ts';
import { patientHit } from './patient-hit.ts';
import { OVER, problemLines } from './problem-lines.ts';
import { momentOf, referenceId } from './projection.ts';

/** Visits, lines of a visit and observations that a chart holds, the newest; the rest is found in the records. */
const MOST_VISITS = 200;
const MOST_LINES = 60;
const MOST_OBSERVATIONS = 3000;

/** The clinic's place and day (YYYY-MM-DD), the reader's language (BCP 47), and what they may see of this patient. */
export interface ChartSetting {
  readonly timeZone: string;
  readonly today: string;
  readonly locale: string;
  readonly sight: Pick<Sight, 'shows' | 'showsGroup'>;
}

/** The chart of a patient; undefined for a deleted or unknown one. What was entered in error stands in no part of it. */
export function readChart(reader: Reader, id: string, clinic: ChartSetting): Omit<PatientChart, 'patient'> | undefined {
  const stored = patientByIdRow(reader, id);
  if (!stored) return undefined;
  const patient = JSON.parse(stored.json) as JsonObject;
  const reading: Reading = { locale: clinic.locale, medication: medicationFinder(reader) };
  const counts: Record<string, number> = {};
  const breaches = breachesInChart(reader, id);
  const rows = new Map<string, ChartRow[]>();
  const shows = (type: string): boolean => clinic.sight.shows(type, id);
  for (const row of chartRows(reader, id)) {
    if (!shows(row.type)) continue;
    counts[row.type] = (counts[row.type] ?? 0) + 1;
    const list = rows.get(row.type) ?? [];
    // the newest come first
    if (row.json === null || (row.type === 'Observation' && list.length >= MOST_OBSERVATIONS)) continue;
    // of these every value is listed below
    if (row.conflicts > 0 && SAFETY.has(row.type)) continue;
    const conflicts = row.conflicts + (breaches.get(`${row.type}/${row.id}`) ?? 0);
    list.push(chartRow({ ...row, conflicts }, parseRow(row.type, row.json), clinic.timeZone));
    rows.set(row.type, list);
  }
  for (const { type, id: record, resource, conflicts: own, projection } of variantsInChart(reader, id)) {
    if (!shows(type)) continue;
    const { at, code, status } = projection;
    const conflicts = own + (breaches.get(`${type}/${record}`) ?? 0);
    const row = chartRow({ type, id: record, conflicts, at, code, status }, resource, clinic.timeZone);
    rows.set(type, [...(rows.get(type) ?? []), row]);
  }
  const of = (...types: string[]): ChartRow[] => types.flatMap((type) => rows.get(type) ?? []);
  return {
    hit: patientHit(patient, stored.conflicts, stored.lastVisit),
    conflicts: stored.conflicts,
    ...lifeOf(patient, clinic),
    problems: problemsOf(of('Condition'), reading),
    ...(shows('AllergyIntolerance')
      ? allergiesOf(of('AllergyIntolerance'), reading)
      : { allergies: [], allergiesAsked: 'closed' as const }),
    medications: medicationsOf(of('MedicationRequest', 'MedicationStatement'), reading, clinic.today, (issue) => {
      const json = shows('DetectedIssue') ? findRecord(reader, 'DetectedIssue', issue) : undefined;
      return json === undefined ? undefined : (JSON.parse(json) as JsonObject);
    }),
    timeline: timelineOf(of('Encounter'), of(...LINES), of(...ALONE), reading).map((item) =>
      item.encounter.type === 'Encounter' && hasSignature(reader, 'Encounter', item.encounter.id)
        ? { ...item, signed: true }
        : item,
    ),
    observations: seriesOf(of('Observation').reverse(), clinic.locale),
    counts,
    closed: RECORD_GROUPS.filter((group) => !clinic.sight.showsGroup(group, id)),
  };
}

/** Types whose decimals a chart shows as they were written; reading them so takes several times as long. */
const DECIMALS = { Observation: true, MedicationRequest: true, MedicationStatement: true };

function parseRow(type: string, json: string): JsonObject {
  return (type in DECIMALS ? parseJson(json) : JSON.parse(json)) as JsonObject;
}

function chartRow(row: Omit<StoredRow, 'json'>, resource: JsonObject, timeZone: string): ChartRow {
  const moment = momentOf(resource);
  // an instant at the clinic's offset; what names a day, a month or a year stays no more precise than that
  const date = moment && (moment.day === undefined ? zonedIso(timeZone, moment.at) : moment.text);
  return { ...row, resource, date };
}

/** Age today, or at death; none for the dead whose day of death is not known. */
function lifeOf(patient: JsonObject, { today, timeZone }: ChartSetting): Pick<PatientChart, 'age' | 'deceased'> {
  const death = parseMoment(textIn(patient.deceasedDateTime));
  const deceased = textIn(patient.deceasedDateTime) !== '' || patient.deceasedBoolean === true;
  const until = deceased ? death && (death.day ?? dayIn(timeZone)(death.at)) : today;
  const age = until === undefined ? undefined : ageAt(textIn(patient.birthDate), until);
  return age ? { age, deceased } : { deceased };
}

function problemsOf(all: readonly ChartRow[], reading: Reading): ChartItem[] {
  const items = problemLines(all).map((row) => {
    const line = chartItem(row, reading);
    return firstCode(row.resource.verificationStatus) === 'refuted' ? { ...line, status: 'refuted' } : line;
  });
  const over = (item: ChartItem) => Math.max(0, OVER.indexOf(item.status ?? '') + 1);
  // rows come newest first, and sorting keeps that among equals
  return items.sort((a, b) => Math.sign(over(a)) - Math.sign(over(b)));
}

const TAKEN = ['active', 'on-hold', 'intended', 'unknown'];

function medicationsOf(rows: readonly ChartRow[], reading: Reading, today: string, issue: FindIssue): ChartItem[] {
  return rows
    .filter((row) => row.status === null || TAKEN.includes(row.status))
    .filter((row) => row.resource.intent !== 'proposal' && row.resource.doNotPerform !== true)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .map((row) => prescribedItem(chartItem(row, reading), row.resource, today, issue))
    .filter(isFirst);
}

/** What stands under a visit. */
const LINES = [
  'Condition',
  'Observation',
  'Procedure',
  'MedicationRequest',
  'MedicationStatement',
  'Immunization',
  'DiagnosticReport',
  'DocumentReference',
  'ClinicalImpression',
];
/** What has a place of its own in the timeline where it belongs to no visit; the others are found in their own lists. */
const ALONE = ['Procedure', 'Immunization', 'DiagnosticReport', 'DocumentReference', 'ClinicalImpression'];

function timelineOf(
  visits: readonly ChartRow[],
  lines: readonly ChartRow[],
  alone: readonly ChartRow[],
  reading: Reading,
): PatientChart['timeline'] {
  const known = new Set(visits.map((visit) => visit.id));
  const byVisit = new Map<string, ChartRow[]>();
  for (const line of lines) {
    const visit = visitOf(line.resource) ?? visitOfDay(line, visits);
    if (visit === undefined || !known.has(visit)) continue;
    const list = byVisit.get(visit) ?? [];
    list.push(line);
    byVisit.set(visit, list);
  }
  const single = alone.filter((row) => !known.has(visitOf(row.resource) ?? ''));
  return [...visits, ...single]
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .slice(0, MOST_VISITS)
    .map((head) => {
      const list = head.type === 'Encounter' ? (byVisit.get(head.id) ?? []) : [];
      return {
        encounter: chartItem(head, reading),
        items: list
          .slice(0, MOST_LINES)
          .map((line) => chartItem(line, reading))
          .filter(isFirst),
      };
    });
}

/**
 * The id of the visit that day for which somebody measured beforehand: the next one, otherwise the last. None for anything but a
 * vital sign: a result of a laboratory need not be of today's making.
 */
function visitOfDay({ type, resource, at, date }: ChartRow, visits: readonly ChartRow[]): string | undefined {
  if (type !== 'Observation' || firstCode(resource.category) !== 'vital-signs' || date === undefined) return undefined;
  const ofDay = visits.filter((visit) => visit.date?.slice(0, 10) === date.slice(0, 10));
  // the newest come first
  return (ofDay.findLast((visit) => (visit.at ?? 0) >= (at ?? 0)) ?? ofDay[0])?.id;
}

/** The id of the visit that a record belongs to. */
export function visitOf(resource: JsonObject): string | undefined {
  const context = resource.context;
  const references = [resource.encounter, context, memberOf(context, 'encounter')]
    .flatMap(objectsIn)
    .map((one) => one.reference);
  for (const reference of references) {
    const id = referenceId(reference, 'Encounter');
    if (id !== null) return id;
  }
  return undefined;
}
