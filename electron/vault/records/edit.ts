/** From an edited form to an operation: an update of an open record, an amendment of a final one. */
import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import { editWrites, wholeWrites } from '../../../shared/merge/diff.ts';
import { amendment } from '../../../shared/merge/hidden.ts';
import { type RecordState, type RegisterWrite, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { asAmended, isSignature } from './final.ts';
import { type Lock, lockOf, refuseSigned } from './lock.ts';
import type { RecordRow } from './row.ts';
import { activeUser, type Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/**
 * The operation that makes of what a form showed (`shown`) what it was edited to; none where nothing was changed. Of a final record
 * it is an amendment, with its reason. `whole`: registers of an open record that are written together or not at all. `restated`: it says
 * what it said before in another form, so that its status stays. Raises signed, append-only.
 */
export function editOp(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  shown: RecordState,
  edited: JsonObject,
  reason = '',
  whole: readonly string[] = [],
  restated = false,
): WriteOp[] {
  const writes = wholeWrites(shown, editWrites(shown, edited), whole);
  if (writes.length === 0) return [];
  const lock = lockOf(reader, workspace.members(), row);
  refuseChange(lock, row);
  if (lock === 'open') return [writeOp(row, 'update', writes, reason)];
  const before = parseJson(shownResource(shown)) as JsonObject;
  const amended = restated ? writes : editWrites(shown, asAmended(before, edited));
  const mark = amendmentMark(workspace, shown, reason);
  // of several amendments in conflict the form showed the newest: that one is amended, and the others still wait
  return [writeOp(row, 'amend', [...amended, { ...mark, pred: mark.pred.slice(0, 1) }], reason)];
}

/** Raises signed, append-only: what is signed takes additions only, and a signature itself is never another. */
export function refuseChange(lock: Lock, row: Pick<RecordRow, 'json'>): void {
  refuseSigned(lock);
  if (isSignature(parseJson(row.json) as JsonObject))
    raise('append-only', 'A signature is never changed, or it would prove nothing. Sign the record again.');
}

/** The hidden mark of an amendment, which names all that there are: two that were made at the same time leave a conflict. */
export function amendmentMark(workspace: Workspace, seen: RecordState, reason: string): RegisterWrite {
  return amendment(seen, { reason, by: activeUser(workspace).id, nonce: toHex(workspace.random.bytes(8)) });
}
