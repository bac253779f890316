/** Makes a record what it was once, as a new change. */
import { raise } from '../../../shared/base/result.ts';
import type { RecordView } from '../../../shared/bridge/records.ts';
import { isHidden } from '../../../shared/merge/hidden.ts';
import {
  isDeleted,
  type RecordState,
  type RegisterWrite,
  restoration,
  shownEntry,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { registerOf } from '../../../shared/merge/registers.ts';
import { splitResource } from '../../../shared/merge/split.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { amendmentMark, refuseChange } from './edit.ts';
import { asRestored } from './final.ts';
import { stateOfVersion } from './history.ts';
import { lockOf } from './lock.ts';
import { replacedBy } from './one-person.ts';
import { type RecordRow, stateOf } from './row.ts';
import { transact } from './transaction.ts';
import { existingRow, viewRecord } from './view.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/**
 * A new change that makes the record what it was after a version; a deleted one is brought back, of a final one it is an amendment.
 * Raises not-found, invalid-input, append-only, signed.
 */
export function restoreVersion(workspace: Workspace, type: string, id: string, version: number): RecordView {
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, id);
    const lock = lockOf(reader, workspace.members(), row);
    refuseChange(lock, row);
    const current = stateOf(reader, row);
    const target = stateOfVersion(reader, row, version);
    if (isDeleted(target))
      raise(
        'invalid-input',
        'This record was deleted in that version. Choose a version from before, or delete it again.',
      );
    const writes = writesTo(current, target).filter((write) => !isOfMerge(row, current, write));
    if (lock === 'final' && writes.length > 0) {
      const amended = writesTo(current, amendedState(current, target));
      return { ops: [writeOp(row, 'restore', [...amended, amendmentMark(workspace, current, '')])], result: undefined };
    }
    return { ops: writes.length > 0 ? [writeOp(row, 'restore', writes)] : [], result: undefined };
  });
  return viewRecord(workspace, type, id);
}

/** Who is one person with whom is taken back by un-merging, for both of them at once; half of it would be neither. */
function isOfMerge(row: RecordRow, current: RecordState, { register, value }: RegisterWrite): boolean {
  if (row.type !== 'Patient') return false;
  if (register === 'active') return replacedBy(parseJson(row.json) as JsonObject).length > 0;
  if (!register.startsWith('link/')) return false;
  const standing = (current.registers[register]?.current ?? []).map((entry) => entry.value);
  return [value, ...standing].some((link) => link !== null && LINKS.has(textIn((parseJson(link) as JsonObject).type)));
}
const LINKS = new Set(['replaces', 'replaced-by']);

/** The writes after which a record shows what `target` shows, and nothing of it is in conflict. */
export function writesTo(current: RecordState, target: RecordState): RegisterWrite[] {
  const names = [...new Set([...Object.keys(current.registers), ...Object.keys(target.registers)])].sort();
  const writes = names
    .filter((register) => !isHidden(register))
    .flatMap((register): RegisterWrite[] => {
      const kept = target.registers[register];
      const wanted = kept && shownEntry(register, kept);
      const { value = null, pos } = wanted ?? {};
      const entries = current.registers[register]?.current ?? [];
      const settled = entries.every((entry) => entry.value === value && (value === null || entry.pos === pos));
      if (settled && (entries.length > 0 || value === null)) return [];
      return [{ register, value, ...(pos === undefined ? {} : { pos }), pred: entries.map(({ write }) => write) }];
    });
  return isDeleted(current) ? [...writes, ...restoration(current).writes] : writes;
}

/** The target with the status of an amendment, where its type has one. */
function amendedState(current: RecordState, target: RecordState): RecordState {
  const [before, wanted] = [current, target].map((state) => parseJson(shownResource(state)) as JsonObject);
  const amended = splitResource(asRestored(before as JsonObject, wanted as JsonObject));
  const registers = { ...target.registers };
  for (const register of ['status', 'docStatus'].map((element) => registerOf(current.type, element))) {
    const value = amended.get(register)?.value;
    if (value !== undefined) registers[register] = { current: [{ write: '', hlc: '', value }], replaced: [] };
  }
  return { ...target, registers };
}
