/** Vaccinations of a person: children's by the programme, old people's against influenza and pneumococci. */
import { isoDay } from './calendar.ts';
import { CHILD_VACCINES, INFLUENZA, PNEUMOCOCCAL } from './facts/vaccines.ts';
import { ageOn, dayAtMonths } from './people.ts';
import type { PlannedVisit, Shot } from './plan.ts';
import type { Rng } from './random.ts';
import type { Person } from './types.ts';

/** Part of the doses that a child misses. */
const MISSED = 0.06;

/** What falls due after the child came is given here; `elsewhere` was given before. */
export function childShots(
  rng: Rng,
  person: Person,
): { here: PlannedVisit[]; elsewhere: (Shot & { readonly day: number })[] } {
  const { last } = person;
  const here = new Map<number, Shot[]>();
  const elsewhere: (Shot & { day: number })[] = [];
  if (last - person.born > 16 * 365) return { here: [], elsewhere };
  for (const { vaccine, months: programme } of CHILD_VACCINES) {
    for (const [i, months] of programme.entries()) {
      const due = dayAtMonths(person.born, months);
      if (due > last || rng.chance(MISSED)) continue;
      const shot = { vaccine, dose: i + 1 };
      if (due < person.joined) {
        // only small children bring a booklet that somebody copies
        if (last - person.born < 7 * 365) elsewhere.push({ ...shot, day: due });
      } else here.set(months, [...(here.get(months) ?? []), shot]);
    }
  }
  return {
    here: [...here].map(([months, shots]) => ({
      day: dayAtMonths(person.born, months) + rng.int(0, 12),
      shots,
      booked: rng.chance(0.5),
    })),
    elsewhere,
  };
}

/** Every autumn, of those who believe in it. */
export function adultShots(rng: Rng, person: Person): PlannedVisit[] {
  const { last } = person;
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
