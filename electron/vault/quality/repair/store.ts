/** The repair list in the database. What stands in it is of patients: it goes nowhere but to whoever may import. */
import { raise } from '../../../../shared/base/result.ts';
import type {
  RepairChosen,
  RepairGroup,
  RepairItem,
  RepairReason,
  RepairShown,
  RepairState,
} from '../../../../shared/bridge/repair.ts';
import type { Finding } from '../../../../shared/quality/finding.ts';
import type { Reader, SqlValue, Writer } from '../../storage/database.ts';
import { inLines } from './texts.ts';

export interface RepairRow {
  readonly id: number;
  readonly run: string;
  readonly state: RepairState;
  readonly code: RepairItem['code'];
  readonly element: string;
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
  readonly findings: string;
  readonly raw: string | null;
  readonly came: string | null;
  readonly type: string | null;
  readonly record: string | null;
  readonly reason: string | null;
}

/** How many reasons are listed. */
const GROUPS = 500;

/** How much stands in each state. */
export function countStates(reader: Reader): Record<RepairState, number> {
  const counts = { open: 0, faults: 0, aside: 0, fixed: 0 };
  for (const { state, count } of reader.all<{ state: RepairState; count: number }>(
    'SELECT state, count(*) AS count FROM repair GROUP BY state',
  ))
    counts[state] = count;
  return counts;
}

/** The reasons of a state, those of most first. */
export function listGroups(reader: Reader, state: RepairState): { groups: RepairGroup[]; more: boolean } {
  const rows = reader.all<Omit<RepairGroup, 'file'> & { first: number }>(
    `SELECT state, run, code, element, count(*) AS count, min(id) AS first FROM repair WHERE state = ?
     GROUP BY run, code, element ORDER BY count DESC, run DESC LIMIT ?`,
    state,
    GROUPS + 1,
  );
  const groups = rows.slice(0, GROUPS).map(({ first, ...group }) => ({ ...group, file: rowOf(reader, first).file }));
  return { groups, more: rows.length > GROUPS };
}

/** A page of what is wrong for one reason. */
export function listItems(reader: Reader, reason: RepairReason, after: number, limit: number) {
  const rows = reader.all<RepairRow>(
    `SELECT * FROM repair WHERE state = ? AND run = ? AND code = ? AND element = ? AND id > ? ORDER BY id LIMIT ?`,
    ...keyOf(reason),
    after,
    limit + 1,
  );
  return { items: rows.slice(0, limit).map(itemOf), more: rows.length > limit };
}

/** Raises not-found. */
export function rowOf(reader: Reader, id: number): RepairRow {
  return (
    reader.get<RepairRow>('SELECT * FROM repair WHERE id = ?', id) ??
    raise('not-found', 'This does not stand in the repair list of this workstation.')
  );
}

function itemOf(row: RepairRow): RepairItem {
  const { id, run, state, file, line, code, element, message, type, record, reason, came } = row;
  return {
    id,
    run,
    state,
    file,
    ...(line === null ? {} : { line }),
    code,
    element,
    message,
    ...(type === null || record === null ? {} : { record: { type, id: record } }),
    ...(reason === null ? {} : { reason }),
    edited: came !== null,
  };
}

/** One with its text and findings. */
export function shownOf(row: RepairRow): RepairShown {
  return {
    ...itemOf(row),
    ...(row.raw === null ? {} : { raw: inLines(row.raw) }),
    findings: JSON.parse(row.findings) as Finding[],
  };
}

/** Rows of a choice, the oldest first, `limit` at most from `after` on. */
export function chosenRows(reader: Reader, chosen: RepairChosen, after: number, limit: number): RepairRow[] {
  if ('ids' in chosen) return chosen.ids.filter((id) => id > after).map((id) => rowOf(reader, id));
  return reader.all<RepairRow>(
    `SELECT * FROM repair WHERE state = ? AND run = ? AND code = ? AND element = ? AND id > ? ORDER BY id LIMIT ?`,
    ...keyOf(chosen.reason),
    after,
    limit,
  );
}

/** Who changes a state, and when. */
export interface Change {
  readonly user: string;
  readonly now: number;
}

/** Turns all that is chosen from one state to another; how many that were. */
export function turn(
  writer: Writer,
  chosen: RepairChosen,
  { from, to, why, user, now }: Change & { from: RepairState; to: RepairState; why?: string },
): number {
  // what is in a chart already does not wait to come in
  const state = to === 'open' ? "CASE WHEN record IS NULL THEN 'open' ELSE 'faults' END" : `'${to}'`;
  const set = `UPDATE repair SET state = ${state}, reason = ?, changed = ?, user = ?`;
  const values: SqlValue[] = [why ?? null, now, user];
  if ('ids' in chosen)
    return chosen.ids.reduce(
      (count, id) => count + writer.run(`${set} WHERE id = ? AND state = ?`, ...values, id, from).changes,
      0,
    );
  if (chosen.reason.state !== from) return 0;
  const where = 'WHERE state = ? AND run = ? AND code = ? AND element = ? AND (? IS NULL OR changed = ?)';
  const at = chosen.at ?? null;
  return writer.run(`${set} ${where}`, ...values, ...keyOf(chosen.reason), at, at).changes;
}

function keyOf({ state, run, code, element }: RepairReason): [string, string, string, string] {
  return [state, run, code, element];
}
