/** What a measure is. A new one is a folder here, a name in `MEASURES`, and an entry in the registry. */
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Reader } from '../storage/database.ts';

export const MEASURES = ['visits-per-week', 'age-sex-pyramid', 'top-diagnoses'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** What a measure says about itself, in words that a doctor reads: what is counted, what is left out, as of when. */
export interface Definition {
  readonly name: MeasureName;
  readonly title: Readonly<Record<Locale, string>>;
  readonly meaning: Readonly<Record<Locale, string>>;
}

/** Days of the clinic's calendar, YYYY-MM-DD; `from` and `to` are both part of the range. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly today: string;
}

export interface Measure<Answer> {
  readonly definition: Definition;
  /** Reads only; the SQL stands in the measure's folder. Throws if an index that it counts on is not there. */
  readonly ask: (reader: Reader, question: Question) => Answer;
}
