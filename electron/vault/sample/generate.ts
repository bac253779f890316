/** A synthetic small clinic as FHIR R4 resources: the same for the same options on every machine, in constant memory. */
import { dayNumber } from './calendar.ts';
import { makeClinic } from './clinic.ts';
import { household } from './people.ts';
import { makeRng } from './random.ts';
import type { FhirResource, SampleLocale } from './types.ts';
import { recordsOf } from './visit.ts';

export { SAMPLE_SOURCE } from './resources.ts';
export type { FhirResource, SampleLocale } from './types.ts';

/** Visits lie in this zone's office hours; a sample clinic should count its days in it. */
export const SAMPLE_TIME_ZONE = 'Asia/Shanghai';

export interface GenerateOptions {
  /** Number of Patient resources. On average each brings 4 encounters and 20 observations. */
  readonly patients: number;
  /** Any whole number; another seed gives other people with other ids. */
  readonly seed: number;
  /** Language of names and texts; `mixed` is a Chinese clinic in which every seventh household has English names. */
  readonly locale: SampleLocale;
  /** Last day of the clinic, YYYY-MM-DD; its records go back five years from there. Default `DEFAULT_UNTIL`. */
  readonly until?: string;
}

/** A fixed day, so that nothing depends on when it is run. */
const DEFAULT_UNTIL = '2026-06-30';

/**
 * Organisation and staff first, then household by household each patient and their records in order of time. All
 * references are literal (`Patient/<id>`) and resolve within the whole; ids are UUIDs drawn from the seed. A clinic with more
 * patients begins with the same households as a smaller one of the same seed. Throws RangeError on options out of range.
 */
export function* generateClinic(options: GenerateOptions): Generator<FhirResource> {
  const { patients, seed, locale, until = DEFAULT_UNTIL } = options;
  if (!Number.isSafeInteger(patients) || patients < 0) throw new RangeError('patients must be a whole number from 0');
  if (!Number.isSafeInteger(seed)) throw new RangeError('seed must be a whole number');
  const { clinic, resources } = makeClinic(makeRng(seed, -1), locale, dayNumber(until));
  yield* resources;
  let left = patients;
  for (let index = 0; left > 0; index++) {
    const rng = makeRng(seed, index);
    for (const person of household(rng, clinic, index).slice(0, left)) {
      left--;
      yield* recordsOf(rng, clinic, person);
    }
  }
}
