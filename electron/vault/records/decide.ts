/** From a person's decision to the writes that carry it out; each names every value that it replaces. */
import { raise } from '../../../shared/base/result.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { AMENDED, isHidden, isRemark } from '../../../shared/merge/hidden.ts';
import {
  conflictsOf,
  deletion,
  type Entry,
  isDeleted,
  type RecordState,
  type RegisterWrite,
  restoration,
  shownEntry,
} from '../../../shared/merge/reducer.ts';
import { LIFE } from '../../../shared/merge/registers.ts';
import { isLawfulWrite } from '../../../shared/merge/valid.ts';
import { canonicalJson, isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { amendedState } from './amendments.ts';
import { amendmentMark } from './edit.ts';
import { writesTo } from './restore.ts';
import type { RecordRow } from './row.ts';
import type { Workspace } from './workspace.ts';

export type Decision = CallParsed<'conflict.resolve'>['decision'];

const CHOICE_GONE = 'This value is no longer one of the choices. Look at the conflict again.';

/** One of the values, or another one. Raises not-found, invalid-input. */
export function decideRegister(state: RecordState, register: string, decision: Decision): RegisterWrite[] {
  const current = state.registers[register]?.current ?? [];
  const pred = current.map((entry) => entry.write);
  if ('keep' in decision) {
    const kept = chosen(current, decision.keep);
    return [{ register, value: kept.value, pos: kept.pos, pred }];
  }
  return [{ register, value: checked(state.type, register, valueIn(decision)), pos: current[0]?.pos, pred }];
}

/** Deleted here, edited there: keeping the deletion (or no value) deletes what is there now; anything else brings it back. */
export function decideLife(state: RecordState, decision: Decision): RegisterWrite[] {
  if (!('keep' in decision)) return [...(valueIn(decision) === null ? deletion(state) : restoration(state)).writes];
  const kept = chosen(lifeChoices(state), decision.keep);
  const deletes = deletingEntries(state).some((entry) => entry.write === kept.write);
  return [...(deletes ? deletion(state) : restoration(state)).writes];
}

/**
 * An amendment that names all of them: what the kept one left, or another resource. What else of the record is in conflict is
 * settled with it.
 */
export function decideAmendment(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  state: RecordState,
  decision: Decision,
): { writes: RegisterWrite[]; reason: string } {
  const amendments = state.registers[AMENDED]?.current ?? [];
  if ('keep' in decision) {
    const kept = chosen(amendments, decision.keep);
    const reason = reasonIn(kept);
    const writes = writesTo(state, amendedState(reader, row, kept));
    return { writes: [...writes, amendmentMark(workspace, state, reason)], reason };
  }
  const edited = editWrites(state, resourceOf(row, valueIn(decision)), 'keep');
  const written = new Set(edited.map(({ register }) => register));
  const open = conflictsOf(state).filter((register) => !isHidden(register) && !written.has(register));
  // of these the resource has the value that is shown
  const settled = open.flatMap((register) => {
    const kept = state.registers[register];
    const shown = kept && shownEntry(register, kept);
    return shown ? decideRegister(state, register, { keep: shown.write }) : [];
  });
  return { writes: [...edited, ...settled, amendmentMark(workspace, state, '')], reason: '' };
}

/** The deletion on one side, the newest edit that it had not seen on the other. */
export function lifeChoices(state: RecordState): Entry[] {
  const deleting = deletingEntries(state);
  const seen = new Set(deleting.flatMap((entry) => seenBy(entry)));
  const edits = Object.entries(state.registers)
    .filter(([name]) => name !== LIFE && !isRemark(name))
    .flatMap(([, { current }]) => current)
    .filter((entry) => !seen.has(entry.write))
    .sort((a, b) => (a.hlc < b.hlc ? 1 : -1));
  const restored = (state.registers[LIFE]?.current ?? []).filter((entry) => !deleting.includes(entry));
  const [edit] = [...edits, ...restored];
  return [...deleting.map((entry) => ({ ...entry, value: null })), ...(edit ? [edit] : [])];
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

function chosen(entries: readonly Entry[], write: string): Entry {
  return entries.find((entry) => entry.write === write) ?? raise('not-found', CHOICE_GONE);
}

function valueIn(decision: Decision): string | null {
  return 'value' in decision
    ? decision.value
    : raise('invalid-input', 'Only a breach of a rule can be accepted. Choose one of the values.');
}

function checked(type: string, register: string, value: string | null): string | null {
  const canonical = value === null ? null : canonicalOf(value);
  if (!isLawfulWrite(type, register, canonical))
    raise('invalid-input', 'The value does not fit into this place of the record.');
  return canonical;
}

function resourceOf(row: RecordRow, value: string | null): JsonObject {
  const resource = value === null ? null : parseJson(canonicalOf(value));
  if (resource === null || !isObject(resource) || resource.resourceType !== row.type || resource.id !== row.id)
    raise('invalid-input', 'An amendment is the whole record, with its type and id.');
  return resource;
}

function canonicalOf(text: string): string {
  try {
    return canonicalJson(parseJson(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return raise('invalid-input', 'The value is not JSON.');
  }
}

function reasonIn(entry: Entry): string {
  const said = parseJson(entry.value ?? '{}');
  return isObject(said) && typeof said.reason === 'string' ? said.reason : '';
}
