/** Takes back what a person has just done, as one new change. */
import { raise } from '../../../shared/base/result.ts';
import type { RecordChange } from '../../../shared/bridge/changes.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import { deletion } from '../../../shared/merge/reducer.ts';
import type { Reader } from '../storage/database.ts';
import { standingRow } from './changes.ts';
import { amendmentMark } from './edit.ts';
import { changesOf, replay } from './history.ts';
import { lockOf, refuseDeletion, refuseSigned } from './lock.ts';
import { writesTo } from './restore.ts';
import { stateOf } from './row.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/**
 * Makes each record what it was before the write that is named: what was new is deleted. All of them, or none. Raises undo-too-late
 * where one was changed since, signed, append-only for a new record that is final from the first, not-found, not-allowed.
 */
export function undoChanges(workspace: Workspace, changes: readonly RecordChange[]): void {
  transact(workspace, (reader) => ({
    ops: changes.map((change) => undoing(workspace, reader, change)),
    result: undefined,
  }));
}

function undoing(workspace: Workspace, reader: Reader, { type, id, write }: RecordChange): WriteOp {
  const row = standingRow(reader, type, id);
  const history = changesOf(reader, row);
  const last = history.at(-1);
  if (last?.write !== write) return tooLate();
  const lock = lockOf(reader, workspace.members(), row);
  refuseSigned(lock);
  const current = stateOf(reader, row);
  if (history.length === 1) {
    refuseDeletion(lock);
    return writeOp(row, 'delete', deletion(current).writes);
  }
  const before = replay(row, history.slice(0, -1));
  const touched = new Set(last.operation.writes.map(({ register }) => register));
  // values that waited for a decision are put back by the inbox, which shows both
  for (const register of touched) if ((before.registers[register]?.current.length ?? 0) > 1) return tooLate();
  const writes = writesTo(current, before).filter(({ register }) => touched.has(register));
  return lock === 'final'
    ? writeOp(row, 'restore', [...writes, amendmentMark(workspace, current, '')])
    : writeOp(row, 'update', writes);
}

function tooLate(): never {
  return raise(
    'undo-too-late',
    'This was changed again meanwhile, so it cannot be taken back in one step. Nothing was changed; its history shows every version.',
  );
}
