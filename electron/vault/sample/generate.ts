/** A synthetic small clinic as FHIR R4 resources: the same for the same options on every machine, in constant memory. */
import { dayNumber } from './calendar.ts';
import { makeClinic } from './clinic.ts';
import { type Damaged, damaged } from './damage.ts';
import { registeredTwice, type TwoInOne } from './duplicates.ts';
import { DEFAULT_OBSERVATIONS, historyFor } from './history.ts';
import { household } from './people.ts';
import { makeRng } from './random.ts';
import type { FhirResource, SampleLocale } from './types.ts';
import { recordsOf } from './visit.ts';

export { SAMPLE_SOURCE } from './resources.ts';
export type { FhirResource, SampleLocale } from './types.ts';

/** Visits lie in this zone's office hours; a sample clinic should count its days in it. */
export const SAMPLE_TIME_ZONE = 'Asia/Shanghai';

export interface GenerateOptions {
  /** Number of people; each is one Patient, and those who are registered twice are two. */
  readonly patients: number;
  /** Any whole number; another seed gives other people with other ids. */
  readonly seed: number;
  /** Language of names and texts; `mixed` is a Chinese clinic in which every seventh household has English names. */
  readonly locale: SampleLocale;
  /** Last day of the clinic, YYYY-MM-DD. Default `DEFAULT_UNTIL`. */
  readonly until?: string;
  /** Observations that a patient has on average, 7 to 70; more of them are more years of history. Default 20, five years. */
  readonly observations?: number;
  /** Part of the people who are registered twice, 0 to 1. Default 0. */
  readonly duplicates?: number;
  /** Part of the records that are damaged, 0 to 1. Default 0: every resource is valid. */
  readonly errors?: number;
}

/** Hears what a clinic hides: who is registered twice, and what was damaged. */
export interface Truth {
  readonly duplicate?: (found: TwoInOne) => void;
  readonly damage?: (what: Damaged) => void;
}

/** A fixed day, so that nothing depends on when it is run. */
const DEFAULT_UNTIL = '2026-06-30';
/** Streams of random numbers apart from those of households, so that duplicates and damage leave everything else as it is. */
const DUPLICATES = 0x2000_0000;
const DAMAGE = 0x4000_0000;
/** Of what was added to visits later on: waits, referrals and bills leave everything else as it is, too. */
const ASIDE = 0x1000_0000;

/**
 * Organisation and staff first, then household by household each patient and their records in order of time. All
 * references are literal (`Patient/<id>`) and resolve within the whole; ids are UUIDs drawn from the seed. A clinic with more
 * patients begins with the same households as a smaller one of the same seed. Throws RangeError on options out of range.
 */
export function* generateClinic(options: GenerateOptions, truth: Truth = {}): Generator<FhirResource> {
  check(options);
  const { patients, seed, locale, until = DEFAULT_UNTIL, duplicates = 0, errors = 0 } = options;
  const history = historyFor(options.observations ?? DEFAULT_OBSERVATIONS);
  const { clinic, resources } = makeClinic(makeRng(seed, -1), locale, dayNumber(until), history);
  yield* resources;
  let left = patients;
  for (let index = 0; left > 0; index++) {
    const rng = makeRng(seed, index);
    const aside = makeRng(seed, ASIDE + index);
    const twins = duplicates > 0 ? makeRng(seed, DUPLICATES + index) : undefined;
    const dirt = errors > 0 ? makeRng(seed, DAMAGE + index) : undefined;
    for (const person of household(rng, clinic, index).slice(0, left)) {
      left--;
      let records: Iterable<FhirResource> = recordsOf({ rng, aside }, clinic, person);
      if (twins) records = registeredTwice(twins, person, records, duplicates, truth.duplicate ?? ignore);
      if (dirt) records = damaged(dirt, records, errors, clinic.until, truth.damage ?? ignore);
      yield* records;
    }
  }
}

function ignore(): void {}

function check({ patients, seed, observations, duplicates = 0, errors = 0 }: GenerateOptions): void {
  if (!Number.isSafeInteger(patients) || patients < 0) throw new RangeError('patients must be a whole number from 0');
  if (!Number.isSafeInteger(seed)) throw new RangeError('seed must be a whole number');
  if (observations !== undefined && !(observations >= 7 && observations <= 70))
    throw new RangeError('observations must be 7 to 70 a patient');
  if (!(duplicates >= 0 && duplicates <= 1)) throw new RangeError('duplicates must be a part of 1');
  if (!(errors >= 0 && errors <= 1)) throw new RangeError('errors must be a part of 1');
}
