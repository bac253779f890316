/** Answers about cohorts, on a connection that only reads: how many, and who. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import type { CohortCounted, CohortPerson, CohortSort } from '../../../../shared/bridge/cohorts.ts';
import { type Cohort, type LeafOf, leavesOf } from '../../../../shared/cohorts/definition.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { shownQuantity } from '../../../../shared/records/observation/value.ts';
import { loadUnits } from '../../quality/units/index.ts';
import { nextAppointments } from '../../records/day.ts';
import { patientHit } from '../../records/patient-hit.ts';
import { recordsLeft } from '../../records/reindex.ts';
import { openTasks } from '../../records/tasks/list.ts';
import { refuseUnwanted } from '../../storage/bounds.ts';
import type { Reader } from '../../storage/database.ts';
import { observedKinds } from '../../storage/observed.ts';
import { byName } from '../../storage/patients.ts';
import { patientRow } from '../../storage/search.ts';
import { whileUnchanged } from '../../storage/unchanged.ts';
import { countWithoutFew } from '../few.ts';
import { type Compiled, compile, compileUntold } from './compile.ts';
import { quantityAt } from './observed.ts';
import type { Setting } from './setting.ts';
import { codesOf, lastValueOf } from './value.ts';

export interface CohortQuestion {
  readonly definition: Cohort;
  /** All cohorts that it is made of, by their ids, as they were when it was judged whether whoever asks may. */
  readonly nested: ReadonlyMap<string, Cohort>;
  /** Day of the clinic, YYYY-MM-DD, and its zone. */
  readonly today: string;
  readonly timeZone: string;
}

export interface PeopleQuestion extends CohortQuestion {
  readonly sort: CohortSort;
  readonly offset: number;
  readonly limit: number;
  /** Milliseconds. */
  readonly now: number;
  /** What the reader may see beside the patients. */
  readonly shows: { readonly tasks: boolean; readonly appointments: boolean };
}

const EVERYBODY: Cohort['where'] = { kind: 'all', of: [] };

/** More are not named. */
const MOST_UNITS = 5;

interface Context {
  readonly signal: AbortSignal;
}

export interface CountQuestion extends CohortQuestion {
  /** Whoever asks sees no records, and is told of no few. */
  readonly withoutFew?: boolean | undefined;
}

/** How many, of all whom the definition is about: the living, the dead or both, none of them merged or deleted. Raises cohort-missing, cohort-circle, invalid-input, cancelled. */
export async function countCohort(
  reader: Reader,
  question: CountQuestion,
  { signal }: Context,
): Promise<Omit<CohortCounted, 'today' | 'ms'>> {
  const { definition } = question;
  const setting = await settingOf(reader, question, signal);
  const untold = compileUntold(definition, setting).map((one) => ({ ...one, values: countOf(reader, one) }));
  const units = untold.flatMap((one) => (one.values > 0 ? one.units : []));
  const counted = {
    n: countOf(reader, compile(definition, setting)),
    total: countOf(reader, compile({ ...definition, where: EVERYBODY }, setting)),
    untold: {
      values: untold.reduce((sum, { values }) => sum + values, 0),
      units: [...new Set(units)].filter((unit) => unit !== '').slice(0, MOST_UNITS),
    },
  };
  return { ...(question.withoutFew ? countWithoutFew(counted) : counted), incomplete: recordsLeft(reader) };
}

function countOf(reader: Reader, { from, params }: Compiled): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n ${from}`, ...params)?.n ?? 0;
}

/** The ids of all, in their order. Raises as `countCohort`. */
export async function cohortMembers(
  reader: Reader,
  question: CohortQuestion,
  { signal }: Context,
): Promise<{ ids: string[]; incomplete: number }> {
  const setting = await settingOf(reader, question, signal);
  const { from, params } = compile(question.definition, setting);
  const rows = reader.all<{ id: string }>(`SELECT p.id AS id ${from} ORDER BY p.id`, ...params);
  return { ids: rows.map(({ id }) => id), incomplete: recordsLeft(reader) };
}

/** A window of the list. Raises as `countCohort`. */
export async function cohortPeople(
  reader: Reader,
  question: PeopleQuestion,
  { signal }: Context,
): Promise<{ rows: CohortPerson[]; n: number; incomplete: number }> {
  const setting = await settingOf(reader, question, signal);
  const { definition, nested, sort, offset, limit, today } = question;
  const asked = JSON.stringify([definition, [...nested], sort, today]);
  // whoever scrolls asks for the same list again and again
  const last = whileUnchanged(reader, 'cohort', () => ({ asked: '', rids: [] as number[] }));
  if (last.asked !== asked) Object.assign(last, { rids: sortedRids(reader, question, setting), asked });
  const value = leavesOf(definition.where).find((leaf): leaf is LeafOf<'value'> => leaf.kind === 'value');
  const rows = last.rids.slice(offset, offset + limit).flatMap((rid) => {
    refuseUnwanted();
    return personOf(reader, rid, value, question) ?? [];
  });
  return { rows, n: last.rids.length, incomplete: recordsLeft(reader) };
}

/** Who asked meanwhile for something else is answered first: then this is not wanted any more. */
async function settingOf(
  reader: Reader,
  { nested, today, timeZone }: CohortQuestion,
  signal: AbortSignal,
): Promise<Setting> {
  const units = await loadUnits();
  await breathe();
  if (signal.aborted) raise('cancelled', 'Somebody asked for something else meanwhile.');
  refuseUnwanted();
  return { today, timeZone, units, kept: (id) => nested.get(id), kinds: (codes) => observedKinds(reader, codes) };
}

const LAST_VISIT = `(SELECT max(s.at) FROM record s INDEXED BY record_seen WHERE s.type = 'Encounter' AND s.deleted = 0
  AND (s.status IS NULL OR s.status NOT IN ('planned', 'cancelled', 'entered-in-error')) AND s.patient = p.id)`;

function sortedRids(reader: Reader, { definition, sort }: PeopleQuestion, setting: Setting): number[] {
  const { from, params } = compile(definition, setting);
  const rows = reader.all<{ rid: number; seen: number | null }>(
    `SELECT p.rid AS rid, ${LAST_VISIT} AS seen ${from}`,
    ...params,
  );
  if (sort === 'name') {
    const places = whileUnchanged(reader, 'names', () => new Map(byName(reader).map((rid, place) => [rid, place])));
    const place = ({ rid }: { rid: number }): number => places.get(rid) ?? places.size;
    rows.sort((a, b) => place(a) - place(b) || a.rid - b.rid);
  } else {
    const seen = (row: { seen: number | null }): number => row.seen ?? Number.MIN_SAFE_INTEGER;
    rows.sort((a, b) => seen(a) - seen(b) || a.rid - b.rid);
  }
  return rows.map(({ rid }) => rid);
}

function personOf(
  reader: Reader,
  rid: number,
  value: LeafOf<'value'> | undefined,
  { today, timeZone, now, shows }: PeopleQuestion,
): CohortPerson | undefined {
  const row = patientRow(reader, rid);
  if (!row) return undefined;
  const hit = patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit);
  const shown = value && shownValueOf(reader, rid, value, today);
  const next = shows.appointments ? nextAppointments(reader, hit.id, now, timeZone)[0] : undefined;
  const task = shows.tasks ? openTasks(reader, hit.id).items[0] : undefined;
  return {
    hit,
    ...(shown ? { value: shown } : {}),
    ...(next ? { next: next.start } : {}),
    ...(task ? { task: { text: task.text, ...(task.due === undefined ? {} : { due: task.due }) } } : {}),
  };
}

function shownValueOf(
  reader: Reader,
  rid: number,
  leaf: LeafOf<'value'>,
  today: string,
): CohortPerson['value'] | undefined {
  const last = lastValueOf('p.pid', observedKinds(reader, codesOf(leaf)), today);
  const found = reader.get<{ last: string | null }>(
    `SELECT (SELECT json_array(rid, place, day) FROM (${last.sql})) AS last FROM fact_person p WHERE p.rid = ?`,
    ...last.params,
    rid,
  );
  if (!found?.last) return undefined;
  const [observation, place, day] = JSON.parse(found.last) as [number, number, string];
  const row = reader.get<{ json: string }>('SELECT json FROM record WHERE rid = ?', observation);
  const quantity = row && quantityAt(parseJson(row.json) as JsonObject, place);
  const shown = quantity && shownQuantity(quantity);
  return shown && { text: shown.text, ...(shown.unit ? { unit: shown.unit } : {}), day };
}
