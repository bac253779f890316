/**
 * How chronic illnesses fare under treatment: medicines work within weeks and only if they are taken; what is not under control
 * gets another one; some are not tolerated and replaced. Amounts are parts of the illness, 0 to 1.
 */

import type { DrugName } from './facts/drugs.ts';
import type { Illness } from './plan.ts';
import type { Rng } from './random.ts';
import type { Person, Words } from './types.ts';

/** What a follow-up found and changed, for prescriptions and the note. */
export interface Review {
  readonly drugs: readonly DrugName[];
  readonly added?: DrugName;
  readonly replaced?: { readonly from: DrugName; readonly to: DrugName; readonly because: Words };
  /** The medicines were not taken regularly. */
  readonly lapsed: boolean;
}

export interface Care {
  /** Lets time pass until a day; days come in order. */
  reach(day: number): void;
  /** What is left of an illness that the person has on this day; 0 of one that they don't have. */
  active(code: string, day: number): number;
  has(code: string, day: number): boolean;
  review(rng: Rng, illness: Illness): Review;
}

/** Days until nearly all of a medicine's effect is there. */
const SLOWNESS = 70;
/** What one, two and more medicines can do for who responds fully. */
const STRENGTH = [0, 0.6, 0.85, 0.97] as const;
/** What is left of the effect while medicines are not taken. */
const UNTAKEN = 0.2;
const UNCONTROLLED = 0.5;
const INTENSIFIED = 0.4;
const NOT_TOLERATED = 0.06;

interface Treatment {
  readonly illness: Illness;
  readonly response: number;
  drugs: DrugName[];
  waiting: DrugName[];
  effect: number;
  taken: boolean;
  day: number;
}

export function careOf(rng: Rng, person: Person, illnesses: readonly Illness[]): Care {
  const treatments = new Map(illnesses.map((illness) => [illness.fact.code, begin(rng, person, illness)]));
  const has = (code: string, day: number): boolean =>
    (treatments.get(code)?.illness.since ?? Number.POSITIVE_INFINITY) <= day;
  return {
    has,
    reach: (day) => {
      for (const one of treatments.values()) {
        if (day <= one.day) continue;
        const goal = strength(one) * (one.taken ? 1 : UNTAKEN);
        one.effect += (goal - one.effect) * Math.min(1, (day - one.day) / SLOWNESS);
        one.day = day;
      }
    },
    active: (code, day) => (has(code, day) ? 1 - (treatments.get(code)?.effect ?? 0) : 0),
    review: (random, illness) =>
      review(random, person, treatments.get(illness.fact.code) ?? begin(rng, person, illness)),
  };
}

/** Who has been ill for long came with some treatment. */
function begin(rng: Rng, person: Person, illness: Illness): Treatment {
  const start = Math.max(illness.since, person.joined);
  const long = start - illness.since > 365;
  const { drugs, added } = illness.fact;
  const early = long && added.length > 0 && rng.chance(0.4) ? 1 : 0;
  const treatment: Treatment = {
    illness,
    response: Math.min(1, 0.45 + 0.75 * rng.real()),
    drugs: [...drugs, ...added.slice(0, early)],
    waiting: added.slice(early),
    effect: 0,
    taken: !rng.chance(person.lapses),
    day: start,
  };
  if (long) treatment.effect = strength(treatment) * (treatment.taken ? 0.9 : UNTAKEN);
  return treatment;
}

function strength({ drugs, response }: Treatment): number {
  return response * (STRENGTH[Math.min(drugs.length, 3)] ?? 0);
}

function review(rng: Rng, person: Person, one: Treatment): Review {
  const lapsed = !one.taken;
  one.taken = !rng.chance(person.lapses);
  const { instead } = one.illness.fact;
  const [first] = one.drugs;
  const next = one.waiting[0];
  if (instead && first === one.illness.fact.drugs[0] && rng.chance(NOT_TOLERATED)) {
    one.drugs = [instead.drug, ...one.drugs.slice(1)];
    return {
      drugs: one.drugs,
      replaced: { from: first ?? instead.drug, to: instead.drug, because: instead.because },
      lapsed,
    };
  }
  if (next && !lapsed && 1 - one.effect > UNCONTROLLED && rng.chance(INTENSIFIED)) {
    one.drugs = [...one.drugs, next];
    one.waiting = one.waiting.slice(1);
    return { drugs: one.drugs, added: next, lapsed };
  }
  return { drugs: one.drugs, lapsed };
}
