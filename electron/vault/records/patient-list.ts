/** The list of patients: filtered and sorted over indexes, of which a window of rows is read. */
import type { PatientFilter, PatientSort } from '../../../shared/bridge/patients.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { allPatients, byName, type PersonRow, withConflicts, withDiagnosis } from '../storage/patients.ts';
import { lastVisitRid, patientRow } from '../storage/search.ts';
import { whileUnchanged } from '../storage/unchanged.ts';
import { patientHit } from './patient-hit.ts';

export interface PatientListing {
  readonly filter: PatientFilter;
  readonly sort: PatientSort;
  readonly offset: number;
  readonly limit: number;
  /** Day of the clinic, YYYY-MM-DD. */
  readonly today: string;
}

const DAY_MS = 86_400_000;
const GENDERS: readonly (string | null)[] = ['female', 'male'];

/** A window of the list. After something was written all of it is judged anew, every further window is cut out of what was judged. */
export function listPatients(
  reader: Reader,
  { filter, sort, offset, limit, today }: PatientListing,
): { rows: PatientHit[]; count: number; total: number } {
  const people = whileUnchanged(reader, 'people', () => allPatients(reader));
  const asked = JSON.stringify([filter, sort, today]);
  // whoever scrolls asks for the same list again and again
  const last = whileUnchanged(reader, 'listed', () => ({ asked: '', rids: [] as number[] }));
  if (last.asked !== asked) {
    const found = people.filter(matching(reader, filter, today));
    Object.assign(last, { asked, rids: sorted(reader, found, sort).map(({ rid }) => rid) });
  }
  const rows = last.rids.slice(offset, offset + limit).flatMap((rid) => {
    const row = patientRow(reader, rid);
    return row ? [patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit)] : [];
  });
  return { rows, count: last.rids.length, total: people.length };
}

/** Whether a patient is asked for. */
function matching(reader: Reader, filter: PatientFilter, today: string): (one: PersonRow) => boolean {
  const { gender, ageFrom, ageTo, seenWithin, notSeenFor, diagnosis, conflicts } = filter;
  const tests: ((one: PersonRow) => boolean)[] = [];
  if (gender) tests.push((one) => (GENDERS.includes(one.gender) ? one.gender : 'other') === gender);
  // a year or month alone is compared by its beginning
  if (ageFrom !== undefined) {
    const latest = yearsBefore(today, ageFrom);
    tests.push(({ birth }) => birth !== null && birth <= latest);
  }
  if (ageTo !== undefined) {
    const before = yearsBefore(today, ageTo + 1);
    tests.push(({ birth }) => birth !== null && birth > before);
  }
  if (seenWithin !== undefined) {
    const first = daysBefore(today, seenWithin);
    tests.push(({ day }) => day !== null && day >= first);
  }
  if (notSeenFor !== undefined) {
    const first = daysBefore(today, notSeenFor);
    tests.push(({ day }) => day === null || day < first);
  }
  if (diagnosis) {
    const ids = withDiagnosis(reader, diagnosis.system, diagnosis.code);
    tests.push(({ id }) => ids.has(id));
  }
  if (conflicts) {
    const ids = withConflicts(reader);
    tests.push(({ id }) => ids.has(id));
  }
  return (one) => tests.every((test) => test(one));
}

function sorted(reader: Reader, people: PersonRow[], sort: PatientSort): PersonRow[] {
  if (sort === 'name') {
    const places = whileUnchanged(reader, 'names', () => new Map(byName(reader).map((rid, place) => [rid, place])));
    const place = ({ rid }: PersonRow): number => places.get(rid) ?? places.size;
    return people.sort((a, b) => place(a) - place(b) || a.rid - b.rid);
  }
  if (sort === 'recent') {
    const since = lastVisitRid(reader);
    const waits = ({ rid, seen }: PersonRow): number => (seen === null && rid > since ? 1 : 0);
    return people.sort(
      (a, b) =>
        waits(b) - waits(a) ||
        (b.seen ?? Number.MIN_SAFE_INTEGER) - (a.seen ?? Number.MIN_SAFE_INTEGER) ||
        b.rid - a.rid,
    );
  }
  const direction = sort === 'youngest' ? -1 : 1;
  return people.sort((a, b) => {
    if (a.birth === b.birth) return a.rid - b.rid;
    // whose age is not known stands at the end, either way
    if (a.birth === null || b.birth === null) return a.birth === null ? 1 : -1;
    return (a.birth < b.birth ? -1 : 1) * direction;
  });
}

/** The same day of the year, so many years ago. */
function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}
