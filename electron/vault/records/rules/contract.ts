/** What a rule across records is: a file here and a line in the registry. */
import type { RuleName } from '../../../../shared/bridge/conflicts.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import type { Projection } from '../projection.ts';

/** A record that is shown, just after it came or was changed. */
export interface ShownRecord {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

/** A record as a rule sees it; `resource` is null for one that is deleted. */
export type Judged =
  | ShownRecord
  | { readonly rid: number; readonly type: string; readonly id: string; readonly resource: null };

export interface Breaker {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly patient: string | null;
}

export interface Breach {
  /** The records that break the rule together. */
  readonly members: readonly Breaker[];
  /** What else makes it this breach and no other: one that was accepted says nothing of the next. */
  readonly detail: string;
}

/** By what the other records of a rule are found; times in milliseconds UTC, 0 where there are none. */
export interface RuleKey {
  readonly key: string;
  readonly at: number;
  readonly until: number;
}

/**
 * A rule judges current records only, and every change of a record that a judgement rests on names the same subject: so
 * breaches are the same on every workstation in whatever order envelopes arrive.
 */
export interface Rule {
  readonly name: RuleName;
  /** What is kept to find a record by; none for one that the rule does not concern. */
  keys?(record: Judged): RuleKey[];
  /** Everything that may have to be judged anew after this record changed. Cheap: every record of an import is asked. */
  subjects(reader: Reader, record: Judged): string[];
  judge(reader: Reader, subject: string): Breach | null;
}
