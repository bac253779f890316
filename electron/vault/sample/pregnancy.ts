/** Antenatal visits: the child is one of the household's, or is not born yet. */
import type { PlannedVisit, Pregnancy } from './plan.ts';
import type { Rng } from './random.ts';
import type { Person } from './types.ts';

/** Days from conception, as it is counted, to birth. */
const LENGTH = 280;
/** Weeks of the visits: WHO recommendations on antenatal care (2016), eight contacts. */
const WEEKS = [12, 20, 26, 30, 34, 36, 38, 40] as const;
/** Part of the visits that are made here and not in a hospital. */
const HERE = 0.6;

/** In order of time. Pregnancies that began before she came here are followed from then on. */
export function antenatalVisits(rng: Rng, person: Person): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  for (const birth of person.births) {
    const pregnancy: Pregnancy = { id: rng.uuid(), conceived: birth - LENGTH, birth };
    for (const week of WEEKS) {
      const day = pregnancy.conceived + week * 7 + rng.int(-3, 3);
      if (day >= person.joined && day <= person.last && day < birth && rng.chance(HERE))
        visits.push({ day, pregnancy, booked: true });
    }
  }
  return visits;
}

/** Kilograms that a pregnancy adds: 12 at term, nearly all in the last 28 weeks. */
export function weightGained({ conceived, birth }: Pick<Pregnancy, 'conceived' | 'birth'>, day: number): number {
  return day < birth ? Math.max(0, ((day - conceived) / 7 - 12) * (12 / 28)) : 0;
}
