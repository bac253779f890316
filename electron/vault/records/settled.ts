/** Decisions that can be taken back, and taking them back. */
import { raise } from '../../../shared/base/result.ts';
import type { Settled } from '../../../shared/bridge/conflicts.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import { ACCEPTED, AMENDED } from '../../../shared/merge/hidden.ts';
import type { RegisterWrite, WriteId } from '../../../shared/merge/reducer.ts';
import { LIFE, lastWriterWins, setOf } from '../../../shared/merge/registers.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { conflictId } from './conflicts.ts';
import { type Change, changesOf } from './history.ts';
import { type RecordRow, rowById, stateOf } from './row.ts';
import { breachId } from './rules/inbox.ts';
import { titleOf } from './title.ts';
import { transact } from './transaction.ts';
import { stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** So long a decision is offered to be taken back. */
const DAYS = 30;

interface Decided {
  readonly row: RecordRow;
  readonly change: Change;
  readonly changes: readonly Change[];
}

/** Decisions of the last 30 days that nothing has changed since, the newest first. */
export function listSettled(workspace: Workspace): Settled[] {
  return decisions(workspace.store, workspace.clock.now()).map(({ row, change }) => ({
    ...nameOf(row, change),
    record: { type: row.type, id: row.id },
    title: titleOf(parseJson(row.json) as JsonObject),
    ...(row.patient === null ? {} : { patient: row.patient }),
    write: change.write,
    by: stampOf(workspace, change.eid),
  }));
}

/** Writes again what a decision replaced, each under its author's name: the conflict stands as it stood. Raises not-found. */
export function undoDecision(workspace: Workspace, id: string, write: WriteId): void {
  transact(workspace, (reader) => {
    const decided = decisions(reader, workspace.clock.now()).find(
      ({ row, change }) => change.write === write && nameOf(row, change).id === id,
    );
    if (!decided)
      raise('not-found', 'This decision cannot be taken back: something was changed since. Change the record instead.');
    return { ops: undoOps(decided), result: undefined };
  });
}

/** One operation for each write that the decision replaced: together they leave what they left before. */
function undoOps({ row, change, changes }: Decided): WriteOp[] {
  const byOrigin = new Map<WriteId | null, RegisterWrite[]>();
  const add = (origin: WriteId | null, write: RegisterWrite): void => {
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), write]);
  };
  for (const { register, pred } of change.operation.writes) {
    const replaced = changes.flatMap((one) =>
      pred.includes(one.write)
        ? one.operation.writes.filter((write) => write.register === register).map((write) => ({ one, write }))
        : [],
    );
    if (replaced.length === 0) add(null, { register, value: null, pred: [change.write] });
    for (const { one, write } of replaced) {
      const origin = write.origin ?? one.write;
      add(one.write, { register, value: write.value, pos: write.pos, pred: [change.write], origin });
    }
  }
  return [...byOrigin.values()].map((writes) => writeOp(row, 'undo', writes));
}

function decisions(reader: Reader, now: number): Decided[] {
  const since = String(now - DAYS * 86_400_000).padStart(15, '0');
  const found = reader.all<{ rid: number; eid: number; op: number }>(
    `SELECT c.rid, c.eid, c.op FROM change c INDEXED BY change_decision JOIN envelope e ON e.eid = c.eid
     WHERE c.kind = 'resolve' AND e.hlc >= ? ORDER BY e.hlc DESC, e.hash DESC, c.op DESC`,
    since,
  );
  return found.flatMap(({ rid, eid, op }) => {
    const row = rowById(reader, rid);
    if (!row) return [];
    const changes = changesOf(reader, row);
    const change = changes.find((one) => one.eid === eid && one.write.endsWith(`.${op}`));
    return change && stands(reader, row, change) ? [{ row, change, changes }] : [];
  });
}

/** Whether everything that a decision wrote is as it wrote it. */
function stands(reader: Reader, row: RecordRow, { write, operation }: Change): boolean {
  const { registers } = stateOf(reader, row);
  return operation.writes.every(({ register }) => {
    const current = registers[register]?.current ?? [];
    return lastWriterWins(register) || (current.length === 1 && current[0]?.write === write);
  });
}

/** The conflict that a decision was about. */
function nameOf(row: RecordRow, { operation }: Change): Pick<Settled, 'id' | 'register' | 'value'> {
  const { writes } = operation;
  const accepted = writes.find(({ register }) => setOf(register) === ACCEPTED);
  if (accepted) {
    const { rule, key } = parseJson(accepted.value ?? '{}') as JsonObject;
    return { id: breachId(String(rule), String(key)), register: '', value: null };
  }
  const special = writes.find(({ register }) => register === AMENDED || register === LIFE);
  const register = special?.register ?? writes[0]?.register ?? '';
  const value = special ? null : (writes[0]?.value ?? null);
  return { id: conflictId(row, register), register, value };
}
