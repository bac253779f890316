/** What the Patient says by itself: sex, age, whether they live and are here, since when they are registered. */
import type { Cohort, LeafOf } from '../../../../shared/cohorts/definition.ts';
import { dayStart } from '../../records/dates.ts';
import { addDays } from '../calendar.ts';
import { INACTIVE, LIVES, PATIENT } from '../measures/people.ts';
import { COST, type Fragment } from './fragment.ts';
import type { Setting } from './setting.ts';

export function ofSex({ sex }: LeafOf<'sex'>): Fragment {
  return { sql: 'p.sex IS ?', params: [sex], cost: COST.column };
}

/** Compared as text: a partial date counts from its first day, and sorts just before it. */
export function ofAge({ from = 0, to }: LeafOf<'age'>, { today }: Setting): Fragment {
  const youngest = { sql: 'p.birth <= ?', params: [from === 0 ? today : latestBirth(today, from)] };
  const oldest = to === undefined ? undefined : { sql: 'p.birth > ?', params: [latestBirth(today, to + 1)] };
  const bounds = [youngest, ...(oldest ? [oldest] : [])];
  return {
    sql: `(p.birth IS NOT NULL AND ${bounds.map(({ sql }) => sql).join(' AND ')})`,
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

/** As measures count people. */
export function ofPeople(people: Cohort['people'], { today }: Pick<Setting, 'today'>): Fragment {
  if (people === 'all') return { sql: 'p.rid IS NOT NULL', params: [], cost: COST.column };
  const sql = { living: PATIENT, inactive: INACTIVE, deceased: `p.rid IS NOT NULL AND NOT ${LIVES}` }[people];
  return { sql: `(${sql})`, params: [today], cost: COST.column };
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
