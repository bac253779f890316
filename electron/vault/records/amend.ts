/** What is done with records that nobody edits any more: amending, marking as entered in error, signing, adding to. */

import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { RecordView, Resource } from '../../../shared/bridge/records.ts';
import type { WriteOp } from '../../../shared/envelope/body.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { acceptance } from '../../../shared/merge/hidden.ts';
import {
  conflictsOf,
  currentWrites,
  type RecordState,
  type RegisterWrite,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { addendumTo } from './addendum.ts';
import { createOp, newId, saveRecord } from './commands.ts';
import { zonedIso } from './dates.ts';
import { amendmentMark } from './edit.ts';
import { asError, isSignature } from './final.ts';
import { judgeSignatures, lockOf } from './lock.ts';
import { type RecordRow, stateOf } from './row.ts';
import { breachKey } from './rules/check.ts';
import { signedChanged } from './rules/signed-changed.ts';
import { contentDigest, signatureOver } from './signature.ts';
import { stateAfter } from './state-after.ts';
import { transact } from './transaction.ts';
import { existingRow, viewRecord } from './view.ts';
import { activeUser, type Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** A new version of a final record; of an open one an edit that says why. Raises not-found, invalid-input, append-only, signed. */
export function amendRecord(
  workspace: Workspace,
  resource: Resource,
  seen: readonly string[],
  reason: string,
): RecordView {
  return saveRecord(workspace, resource, seen, reason);
}

/**
 * Marks a record as entered in error. A signed one, too: that something is wrong must always be sayable. Its signatures stay and show that
 * they are over something else; the difference is accepted with the mark. Raises not-found, not-valid, append-only.
 */
export function markError(workspace: Workspace, type: string, id: string, reason: string): RecordView {
  transact(workspace, (reader) => ({
    ops: errorOps(workspace, reader, shownRow(reader, type, id), reason),
    result: undefined,
  }));
  return viewRecord(workspace, type, id);
}

/** The operation that marks a record as entered in error; none where it is so already. Raises not-valid, append-only. */
export function errorOps(workspace: Workspace, reader: Reader, row: RecordRow, reason: string): WriteOp[] {
  const resource = parseJson(row.json) as JsonObject;
  if (isSignature(resource))
    raise('append-only', 'A signature is never changed, or it would prove nothing. Nothing was changed.');
  const state = stateOf(reader, row);
  const writes = editWrites(state, asError(resource));
  if (writes.length === 0) return [];
  const lock = lockOf(reader, workspace.members(), row);
  if (lock !== 'open') writes.push(amendmentMark(workspace, state, reason));
  if (lock === 'signed') writes.push(acceptanceOf(row, state, writes));
  return [writeOp(row, 'error', writes, reason)];
}

/** Signs a record as it is shown. Raises not-found, invalid-input, signed. */
export function signRecord(workspace: Workspace, type: string, id: string): RecordView {
  const user = activeUser(workspace);
  transact(workspace, (reader) => {
    const row = shownRow(reader, type, id);
    const state = stateOf(reader, row);
    if (isSignature(parseJson(row.json) as JsonObject))
      raise('invalid-input', 'A signature is not signed itself. Nothing was changed.');
    if (conflictsOf(state).length > 0)
      raise('invalid-input', 'Something of this record waits for a decision in the inbox. Decide it first, then sign.');
    const own = judgeSignatures(reader, workspace.members(), row).some(
      (signature) => signature.valid && signature.user === user.id,
    );
    if (own) raise('signed', 'You have signed this record already. Nothing was changed.');
    const when = zonedIso(workspace.members().profile.timeZone, workspace.clock.now());
    const signer = { id: user.id, name: user.name, sign: user.keys.sign };
    const provenance = signatureOver({ type, id, json: row.json, seen: currentWrites(state) }, signer, when);
    return { ops: [createOp(provenance, newId(workspace))], result: undefined };
  });
  return viewRecord(workspace, type, id);
}

/** Adds a text to a record that is final or signed. Raises not-found, invalid-input. */
export function addAddendum(workspace: Workspace, type: string, id: string, text: string): RecordView {
  const { name } = activeUser(workspace);
  transact(workspace, (reader) => {
    const row = shownRow(reader, type, id);
    const record = parseJson(row.json) as JsonObject;
    if (isSignature(record) || lockOf(reader, workspace.members(), row) === 'open')
      raise('invalid-input', 'An addendum belongs to a record that is final or signed. Edit this one instead.');
    const at = zonedIso(workspace.members().profile.timeZone, workspace.clock.now());
    return { ops: [createOp(addendumTo(record, text, name, at), newId(workspace))], result: undefined };
  });
  return viewRecord(workspace, type, id);
}

/** Accepts the breach of `signed-changed` that these writes are about to make. */
function acceptanceOf(row: RecordRow, state: RecordState, writes: readonly RegisterWrite[]): RegisterWrite {
  const detail = toHex(contentDigest(shownResource(stateAfter(state, writes))));
  const key = breachKey(signedChanged, `${row.type}/${row.id}`, { members: [row], detail });
  return acceptance(state, signedChanged.name, key);
}

/** Raises not-found, also for a deleted record. */
function shownRow(reader: Reader, type: string, id: string): RecordRow {
  const row = existingRow(reader, type, id);
  return row.deleted === 1 ? raise('not-found', `This ${type} was deleted. Restore it first.`) : row;
}
