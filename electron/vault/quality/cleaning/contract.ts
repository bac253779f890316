/** What a rule of cleaning is. One folder per rule; `registry.ts` lists them all. */
import type { CleaningReason } from '../../../../shared/bridge/cleaning-rules.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import type { Units } from '../units/contract.ts';
import type { ReadDate } from './dates/read.ts';

/** Names and indexes that lead from a resource to a value in it. */
export type Path = readonly (string | number)[];

/** What a rule would change, or only tells. */
export interface Proposal {
  readonly at: Path;
  /** undefined: there is nothing yet. */
  readonly before: Json | undefined;
  /** undefined: it would be removed. Of what is only told: what it might be, where that can be said. */
  readonly after: Json | undefined;
  readonly reason: CleaningReason;
  /** Only told: a person has to decide, and nothing is changed by itself. */
  readonly told?: true;
}

/** What rules know beside the resource. */
export interface CleaningContext {
  readonly units: Units;
  /** IANA time zone of the clinic: in which a time without one is meant. */
  readonly timeZone: string;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
  /** Country by which a telephone number without one is read, ISO 3166-1; undefined: only numbers with a country are. */
  readonly country: string | undefined;
  /** A date as people and tables write it. */
  writtenDate(text: string): ReadDate;
  /** E.164 of a telephone number as it was written, in a country; undefined where no number is like it. */
  telephone(written: string, country: string | undefined): string | undefined;
  /** BCP 47: in which words a code's name is given. */
  readonly locale: string;
  /** The clinic's own map: the codings of a standard that a local code stands for. */
  mapped(system: string, code: string): readonly JsonObject[];
}

/** Pure. What it does not understand it leaves alone; of what it has cleaned it proposes no change. */
export type CleaningRule = (resource: JsonObject, context: CleaningContext) => Proposal[];
