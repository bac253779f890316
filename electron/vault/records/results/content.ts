/** All that a report shows: its values, and what belongs to those that are panels. */
import { toHex } from '../../../../shared/base/bytes.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { referenceId } from '../projection.ts';
import { findRow, type RecordRow } from '../row.ts';
import { contentDigest } from '../signature.ts';

/** A value that a report names, with its members where it is a panel. A panel within a panel goes no deeper. */
export interface ReportValue {
  readonly row: RecordRow;
  readonly resource: JsonObject;
  readonly members: readonly Omit<ReportValue, 'members'>[];
}

export interface ReportContent {
  readonly values: readonly ReportValue[];
  /** Observations that stand here: the values, behind them the members. */
  readonly rows: readonly RecordRow[];
  /** Whether every Observation that is named has come; one that was deleted has. */
  readonly whole: boolean;
}

/** Reads what a report shows. */
export function contentOf(reader: Reader, report: JsonObject): ReportContent {
  const named = namedIn(reader, report.result);
  const values = named.standing.map((value) => ({ ...value, ...membersOf(reader, value.resource) }));
  const members = values.flatMap((value) => value.members);
  return {
    values,
    rows: [...values, ...members].map(({ row }) => row),
    whole: named.whole && values.every(({ whole }) => whole),
  };
}

/**
 * Names the content of a report and of the Observations that it shows (`ReportContent.rows`): the same on every workstation, another
 * after any change.
 */
export function digestOf(report: Pick<RecordRow, 'json'>, rows: readonly Pick<RecordRow, 'json'>[]): string {
  return toHex(contentDigest([report, ...rows].map(({ json }) => json).join('\n'))).slice(0, 32);
}

function membersOf(reader: Reader, value: JsonObject): { members: ReportValue['members']; whole: boolean } {
  const { standing, whole } = namedIn(reader, value.hasMember);
  return { members: standing, whole };
}

function namedIn(reader: Reader, references: JsonObject[string] | undefined) {
  let whole = true;
  const standing = objectsIn(references).flatMap(({ reference }) => {
    const id = referenceId(reference, 'Observation');
    if (id === null) return [];
    const row = findRow(reader, 'Observation', id);
    if (!row) whole = false;
    return row && row.deleted === 0 ? [{ row, resource: parseJson(row.json) as JsonObject }] : [];
  });
  return { standing, whole };
}
