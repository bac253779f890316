/** The inbox: what concurrent edits left open, and how a person decides. */

import { fromHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Conflict } from '../../../shared/bridge/records.ts';
import {
  conflictsOf,
  deletion,
  type Entry,
  isDeleted,
  type RecordState,
  type RegisterWrite,
  restoration,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { LIFE } from '../../../shared/merge/registers.ts';
import { isLawfulWrite } from '../../../shared/merge/valid.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { writeOp } from './commands.ts';
import { valueBefore } from './history.ts';
import { type RecordRow, rowsInConflict, stateOf } from './row.ts';
import { titleOf } from './title.ts';
import { transact } from './transaction.ts';
import { existingRow, stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';

const CHOICE_GONE = 'This value is no longer one of the choices. Look at the conflict again.';

/** Everything that waits for a decision. Ids are stable on all workstations: type/id#register. */
export function listConflicts(workspace: Workspace): Conflict[] {
  return rowsInConflict(workspace.store).flatMap((row) => {
    const state = stateOf(workspace.store, row);
    return conflictsOf(state).map((register) => describe(workspace, row, state, register));
  });
}

/** Decides one conflict by keeping a write's value or by a new value; names every value that it replaces. */
export function resolveConflict(
  workspace: Workspace,
  id: string,
  decision: { keep: string } | { value: string | null },
): void {
  const [, type = '', recordId = '', register = ''] = /^([^/]+)\/([^#]+)#(.+)$/.exec(id) ?? [];
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, recordId);
    const state = stateOf(reader, row);
    if (!conflictsOf(state).includes(register))
      raise('not-found', 'This is settled already, here or on another workstation.');
    const writes = register === LIFE ? decideLife(state, decision) : decideRegister(state, register, decision);
    return { ops: [writeOp(state, 'resolve', writes)], result: undefined };
  });
}

function decideRegister(
  state: RecordState,
  register: string,
  decision: { keep: string } | { value: string | null },
): RegisterWrite[] {
  const current = state.registers[register]?.current ?? [];
  const pred = current.map((entry) => entry.write);
  const kept = 'keep' in decision ? current.find((entry) => entry.write === decision.keep) : undefined;
  if ('keep' in decision && !kept) raise('not-found', CHOICE_GONE);
  const value = kept ? kept.value : 'value' in decision ? checked(state.type, register, decision.value) : null;
  return [{ register, value, pos: (kept ?? current[0])?.pos, pred }];
}

/** Deleted here, edited there: keeping the deletion deletes again what is there now; anything else brings it back. */
function decideLife(state: RecordState, decision: { keep: string } | { value: string | null }): RegisterWrite[] {
  if ('keep' in decision && !lifeChoices(state).some((entry) => entry.write === decision.keep))
    raise('not-found', CHOICE_GONE);
  const deletes = 'keep' in decision && deletingEntries(state).some((entry) => entry.write === decision.keep);
  return [...(deletes ? deletion(state) : restoration(state)).writes];
}

function describe(workspace: Workspace, row: RecordRow, state: RecordState, register: string): Conflict {
  const entries = register === LIFE ? lifeChoices(state) : (state.registers[register]?.current ?? []);
  return {
    id: `${row.type}/${row.id}#${register}`,
    record: { type: row.type, id: row.id },
    title: titleOf(parseJson(row.json) as JsonObject),
    ...(row.patient === null ? {} : { patient: row.patient }),
    kind: register === LIFE ? 'delete-edit' : 'register',
    register,
    base:
      register === LIFE
        ? null
        : valueBefore(
            workspace.store,
            row,
            register,
            entries.map((entry) => entry.write),
          ),
    values: entries.map((entry) => ({
      write: entry.write,
      value: entry.value,
      by: stampOf(workspace, eidOf(workspace, entry.write)),
    })),
  };
}

/** The deletion on one side, the newest edit that it had not seen on the other. */
function lifeChoices(state: RecordState): Entry[] {
  const deleting = deletingEntries(state);
  const seen = new Set(deleting.flatMap((entry) => seenBy(entry)));
  const edits = Object.entries(state.registers)
    .filter(([name]) => name !== LIFE)
    .flatMap(([, { current }]) => current)
    .filter((entry) => !seen.has(entry.write))
    .sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
  const restored = (state.registers[LIFE]?.current ?? []).filter((entry) => !deleting.includes(entry));
  return [...deleting.map((entry) => ({ ...entry, value: null })), ...[...edits, ...restored].slice(0, 1)];
}

function deletingEntries(state: RecordState): Entry[] {
  const life = state.registers[LIFE];
  if (!life || isDeleted(state)) return [];
  return life.current.filter((entry) => (parseJson(entry.value ?? '{}') as JsonObject).deleted === true);
}

function seenBy(entry: Entry): string[] {
  const { seen } = parseJson(entry.value ?? '{}') as JsonObject;
  return Array.isArray(seen) ? seen.map(String) : [];
}

function eidOf(workspace: Workspace, write: WriteId): number {
  const row = workspace.store.get<{ eid: number }>(
    'SELECT eid FROM envelope WHERE hash = ?',
    fromHex(write.slice(0, 64)),
  );
  if (!row) throw new Error('a write without its envelope');
  return row.eid;
}

function checked(type: string, register: string, value: string | null): string | null {
  if (!isLawfulWrite(type, register, value))
    raise('invalid-input', 'The value does not fit into this place of the record.');
  return value === null ? null : canonicalJson(parseJson(value));
}
