/** The course of one person's health at the clinic: which visits, when, and why. Nothing is written here yet. */

import { isoDay, monthOf, openDay } from './calendar.ts';
import { ACUTE, type Acute, ageColumn, CHRONIC, type Chronic, SEASONS } from './facts/diagnoses.ts';
import { CHILD_VACCINES, INFLUENZA, PNEUMOCOCCAL, type Vaccine } from './facts/vaccines.ts';
import { ageOn, dayAtMonths } from './people.ts';
import { type Rng, weighted } from './random.ts';
import type { Clinic, Person, Sex } from './types.ts';

/** A chronic illness of a person; `id` is its Condition's. */
export interface Illness {
  readonly fact: Chronic;
  readonly id: string;
  readonly since: number;
  /** Medicines that this person takes for it. */
  readonly drugs: Chronic['drugs'];
}

export interface Shot {
  readonly vaccine: Omit<Vaccine, 'months'>;
  readonly dose: number | undefined;
}

export interface PlannedVisit {
  readonly day: number;
  readonly acute?: Acute;
  readonly followUp?: readonly Illness[];
  readonly shots?: readonly Shot[];
}

export interface Course {
  readonly illnesses: readonly Illness[];
  readonly visits: readonly PlannedVisit[];
  /** Doses that were given elsewhere, before the person came. */
  readonly elsewhere: readonly (Shot & { readonly day: number })[];
}

/** Part of the patients who stop coming. */
const GONE = 0.3;

/** Acute visits a year, by age column. */
const ACUTE_A_YEAR = [1.1, 0.5, 0.55, 0.65] as const;

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
  // some move away or go elsewhere, and nobody tells the clinic
  const gone = rng.chance(GONE) ? rng.int(person.joined, clinic.until) : clinic.until;
  const last = Math.min(person.died ?? clinic.until, gone);
  const illnesses = illnessesOf(rng, person, last);
  const plans: PlannedVisit[] = [
    ...followUps(rng, person, illnesses, last),
    ...acuteVisits(rng, person, last),
    ...adultShots(rng, person, last),
  ];
  const { here, elsewhere } = childShots(rng, person, last);
  plans.push(...here);
  return { illnesses, visits: onePerDay(plans, last), elsewhere };
}

function illnessesOf(rng: Rng, person: Person, last: number): Illness[] {
  const age = ageOn(person.born, last);
  const list: Illness[] = [];
  for (const fact of CHRONIC) {
    if (fact.sex && fact.sex !== person.sex) continue;
    if (!rng.chance(fact.prevalence[ageColumn(age)])) continue;
    const years = Math.max(0.2, age - (fact.prevalence[0] > 0 ? 2 : 25));
    const before = Math.max(person.born + 200, person.joined - Math.floor(rng.real() * Math.min(15, years) * 365));
    const during = person.joined + Math.floor(rng.real() * (last - person.joined));
    const since = Math.min(last, rng.chance(0.65) ? before : during);
    list.push({ fact, id: rng.uuid(), since, drugs: [...fact.drugs, ...fact.added.filter(() => rng.chance(0.35))] });
  }
  return list;
}

function followUps(rng: Rng, person: Person, illnesses: readonly Illness[], last: number): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  const first = illnesses.reduce(
    (day, illness) => Math.min(day, Math.max(illness.since, person.joined)),
    Number.POSITIVE_INFINITY,
  );
  for (let day = first; day <= last; ) {
    const known = illnesses.filter((illness) => illness.since <= day);
    visits.push({ day, followUp: known });
    const interval = known.reduce((days, illness) => Math.min(days, illness.fact.interval), 365);
    day += Math.floor(interval * (0.75 + rng.real() * 0.6)) + (rng.chance(0.12) ? rng.int(60, 260) : 0);
  }
  return visits;
}

function acuteVisits(rng: Rng, person: Person, last: number): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  // the first visit is why the person came to this clinic; the later ones fall anywhere, more of them in busy months
  const tenure = (last - person.joined) / 365;
  const rate = ACUTE_A_YEAR[ageColumn(ageOn(person.born, person.joined))];
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

function childShots(
  rng: Rng,
  person: Person,
  last: number,
): { here: PlannedVisit[]; elsewhere: (Shot & { day: number })[] } {
  const here = new Map<number, Shot[]>();
  const elsewhere: (Shot & { day: number })[] = [];
  if (last - person.born > 16 * 365) return { here: [], elsewhere };
  for (const vaccine of CHILD_VACCINES) {
    for (const [i, months] of vaccine.months.entries()) {
      const due = dayAtMonths(person.born, months);
      if (due > last || rng.chance(0.06)) continue;
      const shot = { vaccine, dose: i + 1 };
      if (due < person.joined) {
        // only small children bring a booklet that somebody copies
        if (last - person.born < 7 * 365) elsewhere.push({ ...shot, day: due });
      } else here.set(months, [...(here.get(months) ?? []), shot]);
    }
  }
  return {
    here: [...here].map(([months, shots]) => ({ day: dayAtMonths(person.born, months) + rng.int(0, 12), shots })),
    elsewhere,
  };
}

function adultShots(rng: Rng, person: Person, last: number): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  if (ageOn(person.born, last) < 60 || !rng.chance(0.4)) return visits;
  for (let year = Number(isoDay(person.joined).slice(0, 4)); year <= Number(isoDay(last).slice(0, 4)); year++) {
    // influenza in October and November
    const day = Math.floor(Date.UTC(year, 9, 1) / 86_400_000) + rng.int(0, 50);
    if (day < person.joined || day > last || !rng.chance(0.6)) continue;
    const pneumococcal = visits.length === 0 && rng.chance(0.3);
    visits.push({
      day,
      shots: [{ vaccine: INFLUENZA, dose: undefined }, ...(pneumococcal ? [{ vaccine: PNEUMOCOCCAL, dose: 1 }] : [])],
    });
  }
  return visits;
}

/** In order of time, on open days, at most one visit a day: what falls on the same day is done together. */
function onePerDay(plans: readonly PlannedVisit[], last: number): PlannedVisit[] {
  const days = new Map<number, PlannedVisit>();
  for (const plan of plans) {
    const day = openDay(plan.day);
    if (day <= last) days.set(day, { ...days.get(day), ...plan, day });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}
