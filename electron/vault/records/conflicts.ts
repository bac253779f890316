/** The inbox: what concurrent changes left open, and how a person decides. */
import { fromHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Conflict, ConflictValue } from '../../../shared/bridge/conflicts.ts';
import { AMENDED } from '../../../shared/merge/hidden.ts';
import {
  conflictsOf,
  type Entry,
  type RecordState,
  type RegisterWrite,
  shownResource,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { LIFE } from '../../../shared/merge/registers.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { amendedValue } from './amendments.ts';
import { combinedAmendment, combinedRegister } from './combine.ts';
import { type Decision, decideAmendment, decideLife, decideRegister, lifeChoices } from './decide.ts';
import { type Change, changesOf, commonValue } from './history.ts';
import { type RecordRow, rowsInConflict, stateOf } from './row.ts';
import { isBreachId, listBreaches, resolveBreach } from './rules/inbox.ts';
import { stateAfter } from './state-after.ts';
import { titleOf } from './title.ts';
import { transact } from './transaction.ts';
import { refuseInvalid } from './validity.ts';
import { existingRow, stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** Everything that waits for a decision. Ids are stable on all workstations: type/id#register, or that of a breach. */
export function listConflicts(workspace: Workspace): Conflict[] {
  const registers = rowsInConflict(workspace.store).flatMap((row) => {
    const state = stateOf(workspace.store, row);
    const changes = changesOf(workspace.store, row);
    return conflictsOf(state).map((register) => describe(workspace, row, state, changes, register));
  });
  return [...registers, ...listBreaches(workspace)];
}

/**
 * Decides one conflict by keeping a write's value or by a new value; names every value that it replaces. Of a breach: that all of it is
 * right, or that what was signed is. Raises not-found, invalid-input.
 */
export function resolveConflict(workspace: Workspace, id: string, decision: Decision): void {
  if (isBreachId(id)) resolveBreach(workspace, id, decision);
  else resolveWrites(workspace, id, decision);
}

function resolveWrites(workspace: Workspace, id: string, decision: Decision): void {
  const { type, record, register } = parseConflictId(id);
  transact(workspace, (reader) => {
    const row = existingRow(reader, type, record);
    const state = stateOf(reader, row);
    if (!conflictsOf(state).includes(register))
      raise('not-found', 'This is settled already, here or on another workstation.');
    if (register === AMENDED) {
      const { writes, reason } = decideAmendment(workspace, reader, row, state, decision);
      if ('value' in decision) refuseWorse(state, writes);
      return { ops: [writeOp(state, 'resolve', writes, reason)], result: undefined };
    }
    const writes = register === LIFE ? decideLife(state, decision) : decideRegister(state, register, decision);
    if ('value' in decision && register !== LIFE) refuseWorse(state, writes);
    return { ops: [writeOp(state, 'resolve', writes)], result: undefined };
  });
}

/** Raises not-valid for a value of a person's own that makes the record worse than what is shown. */
function refuseWorse(state: RecordState, writes: readonly RegisterWrite[]): void {
  const [after, before] = [stateAfter(state, writes), state].map((one) => parseJson(shownResource(one)) as JsonObject);
  refuseInvalid(after as JsonObject, before);
}

/** Raises not-found for what is no conflict's id. */
function parseConflictId(id: string): { type: string; record: string; register: string } {
  const [, type, record, register] = /^([^/]+)\/([^#]+)#(.+)$/s.exec(id) ?? [];
  return type && record && register
    ? { type, record, register }
    : raise('not-found', 'There is no such conflict. Look at the list again.');
}

export function conflictId(row: Pick<RecordRow, 'type' | 'id'>, register: string): string {
  return `${row.type}/${row.id}#${register}`;
}

const KINDS: Readonly<Record<string, Conflict['kind']>> = { [LIFE]: 'delete-edit', [AMENDED]: 'amendment' };

function describe(
  workspace: Workspace,
  row: RecordRow,
  state: RecordState,
  changes: readonly Change[],
  register: string,
): Conflict {
  const entries = register === LIFE ? lifeChoices(state) : (state.registers[register]?.current ?? []);
  const values = entries.map((entry): ConflictValue => {
    const value = register === AMENDED ? amendedValue(workspace.store, row, entry) : entry.value;
    const author = authorOf(changes, entry);
    const change = changes.find(({ write }) => write === author);
    return {
      write: entry.write,
      value,
      by: stampOf(workspace, eidOf(workspace, author)),
      ...(change?.reason ? { reason: change.reason } : {}),
    };
  });
  return {
    id: conflictId(row, register),
    kind: KINDS[register] ?? 'register',
    record: { type: row.type, id: row.id },
    title: titleOf(parseJson(row.json) as JsonObject),
    ...(row.patient === null ? {} : { patient: row.patient }),
    register,
    ...proposalOf(row, state, changes, register, values, entries),
    values,
    others: [],
  };
}

/** Where both sides started, and what keeps what both changed. */
function proposalOf(
  row: RecordRow,
  state: RecordState,
  changes: readonly Change[],
  register: string,
  values: readonly ConflictValue[],
  entries: readonly Entry[],
): Pick<Conflict, 'base' | 'combined'> {
  const commonOf = (name: string, of: readonly Entry[]) =>
    commonValue(
      changes,
      name,
      of.map((entry) => authorOf(changes, entry)),
    );
  if (register === LIFE) return { base: null, combined: null };
  if (register === AMENDED) return { base: null, combined: combinedAmendment(row, state, commonOf) };
  const base = commonOf(register, entries);
  return {
    base,
    combined: combinedRegister(
      state,
      register,
      base,
      values.map(({ value }) => value),
    ),
  };
}

/**
 * The write whose author an entry is shown with: of an undo, the one that it repeats. One that repeats something else than was
 * written there, or a write that is not here, is its own author's: nobody can put words into another's mouth.
 */
function authorOf(changes: readonly Change[], { write, origin }: Pick<Entry, 'write' | 'origin'>): WriteId {
  if (origin === undefined) return write;
  const writesOf = (of: WriteId) => changes.find((change) => change.write === of)?.operation.writes ?? [];
  const said = writesOf(origin);
  const repeated = writesOf(write).filter((one) => one.origin === origin);
  const isTrue = repeated.every(({ register, value }) =>
    said.some((one) => one.register === register && one.value === value),
  );
  return isTrue && repeated.length > 0 ? origin : write;
}

/** The envelope that a write came in. */
function eidOf(workspace: Workspace, write: WriteId): number {
  const row = workspace.store.get<{ eid: number }>(
    'SELECT eid FROM envelope WHERE hash = ?',
    fromHex(write.slice(0, 64)),
  );
  if (!row) throw new Error('a write without its envelope');
  return row.eid;
}
