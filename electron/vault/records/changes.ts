/** One step of a person: records changed in one transaction, and how that is named so that it can be taken back. */
import { raise } from '../../../shared/base/result.ts';
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { currentWrites, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { editOp } from './edit.ts';
import { changesOf, stateAt } from './history.ts';
import { type RecordRow, stateOf } from './row.ts';
import { transact } from './transaction.ts';
import { refuseInvalid } from './validity.ts';
import { existingRow } from './view.ts';
import type { Workspace } from './workspace.ts';

/** Does in one transaction what `work` says, and names what it wrote. Raises what `transact` raises. */
export function change(workspace: Workspace, work: (reader: Reader) => readonly Op[]): Changed {
  const keys = transact(workspace, (reader) => {
    const ops = work(reader);
    return { ops, result: ops.flatMap((op) => (op.k === 'c' || op.k === 'w' ? [{ type: op.t, id: op.i }] : [])) };
  });
  return { changes: keys.map(({ type, id }) => ({ type, id, write: newestWrite(workspace.store, type, id) })) };
}

function newestWrite(reader: Reader, type: string, id: string): string {
  const row = existingRow(reader, type, id);
  return changesOf(reader, row).at(-1)?.write ?? raise('not-found', `This ${type} is not here any more.`);
}

/** The operation that changes what is current of a record. Raises signed, append-only, not-valid. */
export function turnedOps(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  turned: (before: JsonObject) => JsonObject,
): Op[] {
  const before = parseJson(row.json) as JsonObject;
  const after = turned(before);
  refuseInvalid(after, before);
  return editOp(workspace, reader, row, stateOf(reader, row), after);
}

/**
 * The operations that save a record as its form showed it: `seen` names the writes. `whole`: registers that are only true together. Raises not-found, not-valid,
 * signed.
 */
export function editedOps(
  workspace: Workspace,
  reader: Reader,
  { type, id, seen }: { readonly type: string; readonly id: string; readonly seen: readonly string[] },
  made: (before: JsonObject) => JsonObject,
  whole: readonly string[] = [],
): Op[] {
  const row = standingRow(reader, type, id);
  const current = stateOf(reader, row);
  const same =
    seen.length === currentWrites(current).length && currentWrites(current).every((one) => seen.includes(one));
  const shown = same ? current : stateAt(reader, row, seen);
  const before = parseJson(shownResource(shown)) as JsonObject;
  const edited = made(before);
  refuseInvalid(edited, before);
  return editOp(workspace, reader, row, shown, edited, '', whole);
}

/** Raises not-found, also for a deleted record. */
export function standingRow(reader: Reader, type: string, id: string): RecordRow {
  const row = existingRow(reader, type, id);
  return row.deleted === 1 ? raise('not-found', `This ${type} was deleted. Restore it first.`) : row;
}
