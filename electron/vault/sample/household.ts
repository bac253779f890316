/** Who lives together: ages, sexes, family names, and whose children are whose. */
import { type FamilyName, familyName } from './naming.ts';
import { type Rng, weighted } from './random.ts';
import type { Sex } from './types.ts';

/** Age of a household's head: five-year bands from 20, with their weights. */
const pickHead = weighted(
  [
    [20, 8],
    [25, 10],
    [30, 13],
    [35, 13],
    [40, 11],
    [45, 10],
    [50, 10],
    [55, 9],
    [60, 8],
    [65, 7],
    [70, 6],
    [75, 4],
    [80, 2.5],
    [85, 1.2],
    [90, 0.3],
  ] as const,
  ([, weight]) => weight,
);

/** Part of the couples of that age who expect a child on the last day. */
const EXPECTING = 0.04;

/** A member of a household before anything is known but who it is. */
export interface Draft {
  readonly sex: Sex;
  readonly age: number;
  readonly family: FamilyName;
  readonly part: 'head' | 'spouse' | 'child' | 'parent';
  /** Expects a child on the last day of the clinic. */
  readonly expecting: boolean;
}

export function members(rng: Rng, chinese: boolean): Draft[] {
  const age = (pickHead(rng)?.[0] ?? 40) + rng.int(0, 4);
  const sex: Sex = rng.chance(0.55) ? 'male' : 'female';
  const family = familyName(rng, chinese);
  const couple = age > 23 && rng.chance(0.55);
  const expecting = couple && age > 23 && age < 40 && rng.chance(EXPECTING);
  const list: Draft[] = [{ sex, age, family, part: 'head', expecting: expecting && sex === 'female' }];
  const spouse: Sex = sex === 'male' ? 'female' : 'male';
  // in Chinese families both keep their names, and children mostly have their father's
  const spouseName = chinese ? familyName(rng, chinese) : family;
  if (couple)
    list.push({
      sex: spouse,
      age: Math.max(20, age + rng.int(-5, 4)),
      family: spouseName,
      part: 'spouse',
      expecting: expecting && spouse === 'female',
    });
  const childName = !couple || sex === 'male' || rng.chance(0.1) ? family : spouseName;
  const children = couple && age < 58 ? rng.pick([0, 1, 1, 1, 2, 2, 3]) : 0;
  for (let i = 0; i < children; i++) {
    const years = Math.floor(age - 22 - rng.real() * Math.min(16, Math.max(1, age - 22)));
    if (years >= 0 && years < 26)
      list.push({
        sex: rng.chance(0.52) ? 'male' : 'female',
        age: years,
        family: childName,
        part: 'child',
        expecting: false,
      });
  }
  if (couple && age < 60 && rng.chance(0.14)) {
    list.push({
      sex: rng.chance(0.35) ? 'male' : 'female',
      age: Math.min(96, age + rng.int(23, 32)),
      family,
      part: 'parent',
      expecting: false,
    });
  }
  return list;
}
