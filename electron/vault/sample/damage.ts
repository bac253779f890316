/** Data as they come out of real systems: what is done to a record, and what it was before. Each kind is one way to go wrong. */
import { isoDay } from './calendar.ts';
import { DAMAGES, type Damage, type DamageKind } from './damages.ts';
import { type Rng, weighted } from './random.ts';
import type { FhirResource } from './types.ts';

/** One thing that was damaged. `was` is the value at `path` before; missing where a record was added. */
export interface Damaged {
  readonly resource: string;
  readonly kind: DamageKind;
  readonly path: string;
  readonly was?: string;
}

const pickers = new Map<string, (rng: Rng) => Damage | undefined>();

function pickFor(type: FhirResource['resourceType']): (rng: Rng) => Damage | undefined {
  let pick = pickers.get(type);
  if (!pick) {
    const fitting = DAMAGES.filter(({ types }) => types.includes(type));
    pick = weighted(fitting, ({ weight }) => weight);
    pickers.set(type, pick);
  }
  return pick;
}

/** Passes records on, each damaged in one way with the probability `rate` if its type can be; told to `tell`. */
export function* damaged(
  rng: Rng,
  records: Iterable<FhirResource>,
  rate: number,
  until: number,
  tell: (what: Damaged) => void,
): Generator<FhirResource> {
  for (const record of records) {
    const damage = rng.chance(rate) ? pickFor(record.resourceType)(rng) : undefined;
    if (!damage) {
      yield record;
      continue;
    }
    if (damage.kind === 'exact-duplicate') {
      const copy = { ...record, id: rng.uuid() };
      tell({
        resource: `${copy.resourceType}/${copy.id}`,
        kind: damage.kind,
        path: '',
        was: `${record.resourceType}/${record.id}`,
      });
      yield record;
      yield copy;
      continue;
    }
    const copy = structuredClone(record);
    const done = damage.apply(copy, { rng, after: isoDay(until + 366 * rng.int(1, 40)) });
    if (done) tell({ resource: `${record.resourceType}/${record.id}`, kind: damage.kind, ...done });
    yield done ? copy : record;
  }
}
