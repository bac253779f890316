/**
 * The merge: multi-value registers (Shapiro et al., "Conflict-free Replicated Data Types", 2011) per record. Pure: the
 * state depends only on the set of writes that were applied, not on their order or number.
 *
 * A write names the writes that it has seen and replaces (`pred`). What no known write replaces is current.
 */
import { canonicalJson, isObject, type JsonObject, parseJson } from '../records/json.ts';
import type { Hlc } from './clock.ts';
import { isHidden, isRemark } from './hidden.ts';
import { LIFE, lastWriterWins, setOf } from './registers.ts';
import { joinResource, splitResource } from './split.ts';
import {
  currentWrites,
  type Entry,
  type Operation,
  predOf,
  type RecordState,
  type RegisterState,
  type WriteId,
} from './state.ts';

export type { Entry, Operation, RecordState, RegisterState, RegisterWrite, WriteId } from './state.ts';
export { currentWrites };

const EMPTY: RegisterState = { current: [], replaced: [] };

/** A record that nobody has written yet. */
export function emptyRecord(type: string, id: string): RecordState {
  return { type, id, registers: {} };
}

/** The operation that creates a record: every register written, nothing replaced. */
export function creation(resource: JsonObject): Operation {
  const writes = [...splitResource(resource)].map(([register, { value, pos }]) => ({ register, value, pos, pred: [] }));
  return { type: String(resource.resourceType), id: String(resource.id), writes };
}

/** Applies one operation. Applying it again, or in another order, gives the same state. */
export function applyOperation(state: RecordState, write: WriteId, hlc: Hlc, operation: Operation): RecordState {
  const registers: Record<string, RegisterState> = { ...state.registers };
  for (const { register, value, pos, pred, origin } of operation.writes) {
    const before = registers[register] ?? EMPTY;
    const replaced = new Set([...before.replaced, ...pred.filter((id) => id !== write)]);
    const current = before.current.filter((entry) => !replaced.has(entry.write));
    if (!replaced.has(write) && !current.some((entry) => entry.write === write)) {
      current.push({
        write,
        hlc,
        value,
        ...(pos === undefined ? {} : { pos }),
        ...(origin === undefined ? {} : { origin }),
      });
    }
    registers[register] = { current: current.sort(newestFirst), replaced: [...replaced].sort() };
  }
  return { ...state, registers };
}

/** Forgets replaced writes that can never arrive again, because the envelope they came in was taken already. */
export function forgetReplaced(state: RecordState, arrived: (write: WriteId) => boolean): RecordState {
  const registers = Object.fromEntries(
    Object.entries(state.registers).map(([name, { current, replaced }]) => [
      name,
      { current, replaced: replaced.filter((write) => !arrived(write)) },
    ]),
  );
  return { ...state, registers };
}

/** The value that is shown: of an element that one removed and another corrected, the corrected one. */
export function shownEntry(register: string, state: RegisterState): Entry | undefined {
  if (setOf(register) !== undefined) return state.current.find((entry) => entry.value !== null) ?? state.current[0];
  return state.current[0];
}

/** Registers whose current values differ, `$amended` among them, and deletions that did not see every edit (`$life`). */
export function conflictsOf(state: RecordState): string[] {
  const found = Object.entries(state.registers)
    .filter(([name, { current }]) => isDecided(name) && new Set(current.map((e) => e.value)).size > 1)
    .map(([name]) => name);
  if (deletions(state).length > 0 && !isDeleted(state)) found.push(LIFE);
  return found.sort();
}

/** Whether a person decides between different values of this register. */
function isDecided(register: string): boolean {
  return register !== LIFE && !isRemark(register) && !lastWriterWins(register);
}

/** Deleted: somebody deleted it, nobody restored it, and the deletions had seen every write that is current. */
export function isDeleted(state: RecordState): boolean {
  const life = state.registers[LIFE]?.current ?? [];
  const seen = deletions(state);
  if (seen.length === 0 || seen.length < life.length) return false;
  const known = new Set(seen.flat());
  return Object.entries(state.registers).every(
    ([name, { current }]) => name === LIFE || isRemark(name) || current.every((entry) => known.has(entry.write)),
  );
}

/** The resource that is shown: canonical JSON, provisional where values are in conflict. */
export function shownResource(state: RecordState): string {
  const values = Object.entries(state.registers).flatMap(([name, register]) => {
    const entry = isHidden(name) ? undefined : shownEntry(name, register);
    if (entry === undefined || entry.value === null) return [];
    return [[name, entry.pos === undefined ? { value: entry.value } : { value: entry.value, pos: entry.pos }] as const];
  });
  return canonicalJson(joinResource(state.type, state.id, values));
}

/** The operation that deletes what is shown now. */
export function deletion(state: RecordState): Operation {
  return lifeWrite(state, { deleted: true, seen: currentWrites(state) });
}

/** The operation that brings a deleted record back, or answers a deletion with "keep it". */
export function restoration(state: RecordState): Operation {
  return lifeWrite(state, { deleted: false });
}

function lifeWrite(state: RecordState, value: JsonObject): Operation {
  const write = { register: LIFE, value: canonicalJson(value), pred: predOf(state, LIFE) };
  return { type: state.type, id: state.id, writes: [write] };
}

/** What each current deletion had seen. */
function deletions(state: RecordState): string[][] {
  return (state.registers[LIFE]?.current ?? []).flatMap((entry) => {
    const life = parseJson(entry.value ?? 'null');
    if (!isObject(life) || life.deleted !== true) return [];
    return [Array.isArray(life.seen) ? life.seen.map(String) : []];
  });
}

function newestFirst(a: Entry, b: Entry): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? 1 : -1;
  return a.write < b.write ? 1 : a.write > b.write ? -1 : 0;
}
