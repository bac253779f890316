/** What people do with single records: create, save, patch, delete. */
import { v7 as uuidv7 } from 'uuid';
import { raise } from '../../../shared/base/result.ts';
import type { RecordView, Resource } from '../../../shared/bridge/records.ts';
import type { CreateOp } from '../../../shared/envelope/body.ts';
import { currentWrites, deletion, shownResource } from '../../../shared/merge/reducer.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { mergePatch } from '../../../shared/records/merge-patch.ts';
import { editOp } from './edit.ts';
import { stateAt } from './history.ts';
import { lockOf, refuseDeletion } from './lock.ts';
import { stateOf } from './row.ts';
import { transact } from './transaction.ts';
import { refuseInvalid } from './validity.ts';
import { existingRow, viewRecord } from './view.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** A new id: UUIDv7 (RFC 9562), ordered by the time of its making. */
export function newId(workspace: Pick<Workspace, 'clock' | 'random'>): string {
  return uuidv7({ msecs: workspace.clock.now(), random: workspace.random.bytes(16) });
}

/** Creates records in one transaction; ids are ours, whatever came in. Returns the ids in order. */
export function createRecords(workspace: Workspace, resources: readonly JsonObject[]): string[] {
  return transact(workspace, () => {
    const ops = resources.map((resource): CreateOp => {
      const id = typeof resource.id === 'string' && resource.id ? resource.id : newId(workspace);
      return createOp(resource, id);
    });
    return { ops, result: ops.map((op) => op.i) };
  });
}

/** The operation that creates a record. */
export function createOp(resource: JsonObject, id: string): CreateOp {
  return { k: 'c', t: String(resource.resourceType), i: id, j: canonicalJson({ ...resource, id }) };
}

/** Creates one record under a new id. Raises not-valid. */
export function createRecord(workspace: Workspace, resource: Resource): RecordView {
  const { id: _, ...rest } = asJson(resource);
  refuseInvalid(rest);
  const [id] = createRecords(workspace, [rest]);
  return viewRecord(workspace, resource.resourceType, String(id));
}

/**
 * Saves an edited resource against what its form had seen; an amendment, with its reason, where the record is final. Raises
 * not-found, invalid-input, not-valid, append-only, signed.
 */
export function saveRecord(
  workspace: Workspace,
  resource: Resource,
  seen: readonly string[],
  reason?: string,
): RecordView {
  const { resourceType: type } = resource;
  const id = resource.id ?? raise('invalid-input', 'A record that is saved needs its id.');
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, id);
    const current = stateOf(reader, row);
    const shown = sameSet(seen, currentWrites(current)) ? current : stateAt(reader, row, seen);
    const edited = asJson(resource);
    refuseInvalid(edited, parseJson(shownResource(shown)) as JsonObject);
    const ops = editOp(workspace, reader, row, shown, edited, reason);
    // whoever gives a reason means a change: it must not be lost with it
    if (ops.length === 0 && reason !== undefined)
      raise('invalid-input', 'Nothing differs from what is there, so there is nothing to amend. Nothing was changed.');
    return { ops, result: undefined };
  });
  return viewRecord(workspace, type, id);
}

/** JSON merge patch (RFC 7396) on what is current. Raises not-found, invalid-input, not-valid, append-only, signed. */
export function patchRecord(
  workspace: Workspace,
  type: string,
  id: string,
  patch: Record<string, unknown>,
): RecordView {
  if ('resourceType' in patch || 'id' in patch)
    raise('invalid-input', 'A patch cannot change the type or the id of a record.');
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, id);
    const state = stateOf(reader, row);
    const before = parseJson(row.json) as JsonObject;
    const patched = mergePatch(before, asJson(patch)) as JsonObject;
    refuseInvalid(patched, before);
    return { ops: editOp(workspace, reader, row, state, patched), result: undefined };
  });
  return viewRecord(workspace, type, id);
}

/** Deletes what is shown now. An edit elsewhere that this did not see survives and waits in the inbox. Raises append-only, signed. */
export function deleteRecord(workspace: Workspace, type: string, id: string): void {
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, id);
    if (row.deleted) return { ops: [], result: undefined };
    refuseDeletion(lockOf(reader, workspace.members(), row));
    const state = stateOf(reader, row);
    return { ops: [writeOp(state, 'delete', deletion(state).writes)], result: undefined };
  });
}

/** What came over the bridge as the vault keeps it. */
function asJson(value: Record<string, unknown>): JsonObject {
  return parseJson(JSON.stringify(value)) as JsonObject;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
