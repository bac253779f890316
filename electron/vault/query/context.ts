/** What a search works with, and what it finds. */
import { raise } from '../../../shared/base/result.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Units } from '../quality/units/index.ts';
import type { Reader, SqlValue } from '../storage/database.ts';
import type { Calendar } from './date-span.ts';

/** What decides how candidates are narrowed; never what is found. */
export interface ScanLimits {
  /** Up to so many records a narrowing is counted; beyond, it is no better than reading them all. */
  readonly counted: number;
  /** With so few candidates left no further narrowing pays. */
  readonly few: number;
}

export const SCAN_LIMITS: ScanLimits = { counted: 300_000, few: 2000 };

export interface QueryContext {
  readonly reader: Reader;
  readonly calendar: Calendar;
  /** Milliseconds UTC, for `ap` of dates. */
  readonly now: number;
  /** Rows up to this one are found by their keys; undefined where too many are not, and keys narrow nothing. */
  readonly indexedTo: number | undefined;
  readonly limits: ScanLimits;
  /** Where the query names a unit: values in others are compared with it. */
  readonly units?: Units | undefined;
  /** Types that the asker's role does not see. */
  readonly closed: ReadonlySet<string>;
  /** Lets others have their turn; raises cancelled. */
  breathe(): Promise<void>;
}

/** A record that a search looks at. */
export interface Candidate {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  /** Canonical JSON. */
  readonly json: string;
  readonly resource: JsonObject;
  /** When it was last written, milliseconds UTC, by our own stamp. */
  readonly updated: number;
}

/** SQL that selects the rids of all records that may match, and others; some of them twice. */
export interface Narrowing {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** The same as a condition on the row `r`, where that is cheap. */
  readonly row?: { readonly sql: string; readonly params: readonly SqlValue[] };
}

/** One condition of a query on records of one type. All of them must hold. */
export interface Condition {
  readonly matches: (candidate: Pick<Candidate, 'id' | 'type' | 'resource' | 'updated'>) => boolean;
  readonly narrowing?: Narrowing | undefined;
  /** Texts (as LIKE patterns) one of which the JSON of every match contains. */
  readonly patterns?: readonly string[] | undefined;
}

/** SQLite takes 500 SELECTs in one and a condition 1000 deep; a narrowing may be three SELECTs itself. */
export const MOST_TERMS = 100;

function union(queries: readonly string[]): string {
  if (queries.length <= MOST_TERMS) return queries.join(' UNION ALL ');
  const groups = Array.from({ length: Math.ceil(queries.length / MOST_TERMS) }, (_, n) =>
    queries.slice(n * MOST_TERMS, (n + 1) * MOST_TERMS),
  );
  return groups.map((group) => `SELECT rid FROM (${group.join(' UNION ALL ')})`).join(' UNION ALL ');
}

/** Any of several narrowings; undefined where one of them is missing. */
export function anyOf(narrowings: readonly (Narrowing | undefined)[]): Narrowing | undefined {
  const all = narrowings.filter((one) => one !== undefined);
  if (all.length === 0 || all.length < narrowings.length) return undefined;
  if (all.length === 1) return all[0];
  const rows = all.map(({ row }) => row).filter((row) => row !== undefined);
  return {
    sql: union(all.map(({ sql }) => sql)),
    params: all.flatMap(({ params }) => params),
    ...(rows.length === all.length && rows.length <= MOST_TERMS
      ? { row: { sql: `(${rows.map(({ sql }) => sql).join(' OR ')})`, params: rows.flatMap(({ params }) => params) } }
      : {}),
  };
}

/** A LIKE pattern (escape `\`) for text that stands in JSON; `whole`: as a whole string. */
export function jsonPattern(text: string, whole: boolean): string {
  const quoted = JSON.stringify(text);
  return `%${(whole ? quoted : quoted.slice(1, -1)).replace(/[\\%_]/g, '\\$&')}%`;
}

/** Raises not-allowed for a type that the asker's role does not see. */
export function refuseClosed({ closed }: Pick<QueryContext, 'closed'>, type: string): void {
  if (closed.has(type))
    raise('not-allowed', `Your role does not see ${type}, so nothing can be searched by it. Nothing was changed.`);
}
