/** Breaches of rules that wait for a decision, as the inbox, charts and lists read them. */
import type { RuleName } from '../../../shared/bridge/conflicts.ts';
import type { Reader } from './database.ts';

export interface BreachRow {
  readonly rule: RuleName;
  readonly subject: string;
  readonly key: string;
}

/** All of them, in the same order on every workstation. */
export function openBreaches(reader: Reader): BreachRow[] {
  return reader.all<BreachRow>('SELECT DISTINCT rule, subject, key FROM breach WHERE accepted = 0 ORDER BY rule, key');
}

/** How many a record is part of. */
export function breachesOf(reader: Reader, rid: number): number {
  return reader.get<{ n: number }>('SELECT count(*) AS n FROM breach WHERE rid = ? AND accepted = 0', rid)?.n ?? 0;
}

/** How many each record of a patient's chart is part of, by `type/id`. */
export function breachesInChart(reader: Reader, patient: string): Map<string, number> {
  const rows = reader.all<{ ref: string; n: number }>(
    `SELECT r.type || '/' || r.id AS ref, count(*) AS n FROM breach b JOIN record r ON r.rid = b.rid
     WHERE b.patient = ? AND b.accepted = 0 GROUP BY b.rid`,
    patient,
  );
  return new Map(rows.map(({ ref, n }) => [ref, n]));
}

/** Everything that waits in the inbox about a patient: values in conflict in all records of the chart, and breaches. Two probes. */
export const OPEN_OF_PATIENT = `(
  (SELECT coalesce(sum(f.conflicts), 0) FROM record f INDEXED BY record_flagged WHERE f.patient = r.id AND f.conflicts > 0)
  + (SELECT count(DISTINCT b.key) FROM breach b INDEXED BY breach_patient WHERE b.patient = r.id AND b.accepted = 0))`;

/** Everything that waits in the inbox of this workstation. */
export function countOpen(reader: Reader): number {
  const sql = `SELECT (SELECT coalesce(sum(conflicts), 0) FROM record WHERE conflicts > 0)
    + (SELECT count(DISTINCT key) FROM breach WHERE accepted = 0) AS n`;
  return reader.get<{ n: number }>(sql)?.n ?? 0;
}
