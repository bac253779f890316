/** The course of one person's health at the clinic: which visits, when, and why. Nothing is written here yet. */

import { monthOf, openDay } from './calendar.ts';
import { ACUTE, type Acute, ageColumn, CHRONIC, SEASONS } from './facts/diagnoses.ts';
import { ageOn } from './people.ts';
import type { Illness, PlannedVisit, Shot } from './plan.ts';
import { antenatalVisits } from './pregnancy.ts';
import { type Rng, weighted } from './random.ts';
import { adultShots, childShots } from './shots.ts';
import type { Clinic, Person, Sex } from './types.ts';

/** An appointment without a visit: missed, called off, or still to come. */
export interface LoneAppointment {
  readonly day: number;
  readonly status: 'noshow' | 'cancelled' | 'booked';
  readonly followUp: readonly Illness[];
}

export interface Course {
  readonly illnesses: readonly Illness[];
  readonly visits: readonly PlannedVisit[];
  readonly appointments: readonly LoneAppointment[];
  /** Doses that were given elsewhere, before the person came. */
  readonly elsewhere: readonly (Shot & { readonly day: number })[];
}

/** Acute visits a year, by age column. */
const ACUTE_A_YEAR = [1.15, 0.5, 0.55, 0.65] as const;
/** Part of the follow-ups for which there is an appointment; and of these, that are missed or called off. */
const BOOKED = 0.55;
const NO_SHOW = 0.07;
const CANCELLED = 0.03;

/** What people of an age and sex catch in a month, and how that month compares with the busiest. */
const catches = new Map<string, { readonly pick: (rng: Rng) => Acute | undefined; readonly busy: number }>();

function catchesIn(
  column: 0 | 1 | 2 | 3,
  sex: Sex,
  month: number,
): { readonly pick: (rng: Rng) => Acute | undefined; readonly busy: number } {
  const key = `${column}${sex}${month}`;
  let found = catches.get(key);
  if (!found) {
    const weight = (fact: Acute, m: number): number =>
      fact.sex && fact.sex !== sex ? 0 : fact.weights[column] * (SEASONS[fact.season][m] ?? 1);
    const totals = SEASONS.even.map((_, m) => ACUTE.reduce((sum, fact) => sum + weight(fact, m), 0));
    found = { pick: weighted(ACUTE, (fact) => weight(fact, month)), busy: (totals[month] ?? 0) / Math.max(...totals) };
    catches.set(key, found);
  }
  return found;
}

export function courseOf(rng: Rng, clinic: Clinic, person: Person): Course {
  const illnesses = illnessesOf(rng, person);
  const { visits: checks, appointments } = followUps(rng, clinic, person, illnesses);
  const plans: PlannedVisit[] = [
    ...checks,
    ...antenatalVisits(rng, person),
    ...acuteVisits(rng, person),
    ...adultShots(rng, person),
  ];
  const { here, elsewhere } = childShots(rng, person);
  plans.push(...here);
  return { illnesses, visits: onePerDay(rng, plans, person.last), appointments, elsewhere };
}

function illnessesOf(rng: Rng, person: Person): Illness[] {
  const { last } = person;
  const age = ageOn(person.born, last);
  const list: Illness[] = [];
  for (const fact of CHRONIC) {
    if (fact.sex && fact.sex !== person.sex) continue;
    if (!rng.chance(fact.prevalence[ageColumn(age)])) continue;
    const years = Math.max(0.2, age - (fact.prevalence[0] > 0 ? 2 : 25));
    const before = Math.max(person.born + 200, person.joined - Math.floor(rng.real() * Math.min(15, years) * 365));
    const during = person.joined + Math.floor(rng.real() * (last - person.joined));
    const since = Math.min(last, rng.chance(0.65) ? before : during);
    list.push({ fact, id: rng.uuid(), since });
  }
  return list;
}

function followUps(
  rng: Rng,
  clinic: Clinic,
  person: Person,
  illnesses: readonly Illness[],
): { visits: PlannedVisit[]; appointments: LoneAppointment[] } {
  const visits: PlannedVisit[] = [];
  const appointments: LoneAppointment[] = [];
  const first = illnesses.reduce(
    (day, illness) => Math.min(day, Math.max(illness.since, person.joined)),
    Number.POSITIVE_INFINITY,
  );
  const bookable = (day: number): number => openDay(day, 0);
  for (let day = first; day < Number.POSITIVE_INFINITY; ) {
    const known = illnesses.filter((illness) => illness.since <= day);
    const booked = day > first && rng.chance(BOOKED);
    if (day > person.last) {
      // the next one lies ahead of who still comes
      if (booked && person.last === clinic.until && person.died === undefined)
        appointments.push({ day: bookable(day), status: 'booked', followUp: known });
      break;
    }
    const fate = booked ? rng.real() : 1;
    if (fate < NO_SHOW + CANCELLED) {
      const missed = bookable(day);
      if (missed <= person.last)
        appointments.push({ day: missed, status: fate < NO_SHOW ? 'noshow' : 'cancelled', followUp: known });
      // some come a little later, the others with the next one
      if (rng.chance(0.6)) {
        day += rng.int(2, 24);
        continue;
      }
    } else visits.push({ day, followUp: known, booked });
    const interval = known.reduce((days, illness) => Math.min(days, illness.fact.interval), 365);
    const skipped = rng.chance(person.lapses / 2) ? rng.int(60, 260) : 0;
    day += Math.floor(interval * (0.75 + rng.real() * 0.6)) + skipped;
  }
  return { visits, appointments };
}

function acuteVisits(rng: Rng, person: Person): PlannedVisit[] {
  const { last } = person;
  const visits: PlannedVisit[] = [];
  // the first visit is why the person came to this clinic; the later ones fall anywhere, more of them in busy months
  const tenure = (last - person.joined) / 365;
  const rate = person.visits * ACUTE_A_YEAR[ageColumn(ageOn(person.born, person.joined))];
  const tries = Math.floor(tenure * rate * 1.35 + rng.real());
  const days = [person.joined];
  for (let i = 0; i < tries; i++) days.push(person.joined + Math.floor(rng.real() * (last - person.joined + 1)));
  for (const [i, day] of days.entries()) {
    const { pick, busy } = catchesIn(ageColumn(ageOn(person.born, day)), person.sex, monthOf(day));
    const acute = pick(rng);
    if (acute && (i === 0 ? rng.chance(0.95) : rng.chance(busy))) visits.push({ day, acute });
  }
  return visits;
}

/** In order of time, on open days, at most one visit a day: what falls on the same day is done together. */
function onePerDay(rng: Rng, plans: readonly PlannedVisit[], last: number): PlannedVisit[] {
  const days = new Map<number, PlannedVisit>();
  for (const plan of plans) {
    // who has an appointment comes on that day
    const day = openDay(plan.day, plan.booked ? 0 : rng.real());
    if (day <= last) days.set(day, { ...days.get(day), ...plan, day });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}
