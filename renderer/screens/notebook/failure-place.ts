/** Where in an SQL text a failure of it stands. */
import type { Failure } from '../../../shared/base/errors.ts';
import { queryPlace } from '../../../shared/bridge/notebook.ts';

export interface SqlPlace {
  readonly from: number;
  readonly to: number;
  /** As people count, from 1. */
  readonly line: number;
  readonly column: number;
}

/** The place that a failure tells of the text that was run; undefined where it tells none. */
export function failurePlace({
  sql,
  failure,
}: {
  readonly sql: string;
  readonly failure: Failure;
}): SqlPlace | undefined {
  const place = queryPlace(failure);
  if (!place) return undefined;
  const from = Math.min(place.at, sql.length);
  const lines = sql.slice(0, from).split('\n');
  return {
    from,
    to: Math.min(from + place.length, sql.length),
    line: lines.length,
    column: [...(lines.at(-1) ?? '')].length + 1,
  };
}
