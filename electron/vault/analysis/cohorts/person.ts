/** What the Patient says by itself: sex, age, whether they live, since when they are registered. */
import type { LeafOf } from '../../../../shared/cohorts/definition.ts';
import { dayStart } from '../../records/dates.ts';
import { addDays } from '../calendar.ts';
import { COST, type Fragment } from './fragment.ts';
import type { Setting } from './setting.ts';

export function ofSex({ sex }: LeafOf<'sex'>): Fragment {
  const known = (one: string): string => `p.gender IS '${one}'`;
  const sql = sex === 'other' ? `NOT (${known('female')} OR ${known('male')})` : known(sex);
  return { sql, params: [], cost: COST.column };
}

/** A date of FHIR that exists: of a year, a month or a day (SQLite turns 31 February into March). */
const BIRTH = `CASE
  WHEN p.birth IS NULL OR p.birth < '0100' THEN 0
  WHEN length(p.birth) = 10 THEN p.birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND date(p.birth) IS p.birth
  WHEN length(p.birth) = 7 THEN p.birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' AND substr(p.birth, 6) BETWEEN '01' AND '12'
  ELSE p.birth GLOB '[0-9][0-9][0-9][0-9]' END`;

/** Compared as text: a partial date counts from its first day, and sorts just before it. */
export function ofAge({ from = 0, to }: LeafOf<'age'>, { today }: Setting): Fragment {
  const youngest = { sql: 'p.birth <= ?', params: [from === 0 ? today : latestBirth(today, from)] };
  const oldest = to === undefined ? undefined : { sql: 'p.birth > ?', params: [latestBirth(today, to + 1)] };
  const bounds = [youngest, ...(oldest ? [oldest] : [])];
  return {
    sql: `(${BIRTH} AND ${bounds.map(({ sql }) => sql).join(' AND ')})`,
    params: bounds.flatMap(({ params }) => params),
    cost: COST.column,
  };
}

/**
 * The last birth date that has completed so many years on a day, as text that birth dates are compared with. Agrees with `ageAt`: who was born
 * on 29 February completes a year on 28 February where there is no 29th.
 */
function latestBirth(today: string, years: number): string {
  const year = String(Number(today.slice(0, 4)) - years).padStart(4, '0');
  // on the last day of a month everybody born later in such a month has had their birthday too
  const monthEnds = addDays(today, 1).slice(5, 7) !== today.slice(5, 7);
  return year + (monthEnds ? `${today.slice(4, 8)}31` : today.slice(4));
}

export function ofPeople(people: 'living' | 'deceased' | 'all'): Fragment {
  const sql = people === 'all' ? '1' : `p.died = ${people === 'living' ? 0 : 1}`;
  return { sql, params: [], cost: COST.column };
}

/** By the first change that there is of their record, on whatever workstation: a hybrid clock, which begins with milliseconds. */
export function ofRegistration({ within }: LeafOf<'registered'>, { today, timeZone }: Setting): Fragment {
  const clock = (day: string): string => String(Math.max(0, dayStart(timeZone, day))).padStart(15, '0');
  return {
    sql: `coalesce((SELECT min(w.hlc) FROM change h JOIN envelope w ON w.eid = h.eid WHERE h.rid = p.rid) BETWEEN ? AND ?, 0)`,
    params: [clock(addDays(today, -within)), clock(addDays(today, 1))],
    cost: COST.seek,
  };
}
