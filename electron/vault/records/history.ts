/** Every version of a record, from the changes that are kept. */
import type { HistoryEntry } from '../../../shared/bridge/records.ts';
import { writeId } from '../../../shared/envelope/body.ts';
import {
  applyOperation,
  creation,
  emptyRecord,
  type Operation,
  type RecordState,
  shownEntry,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { findRow, type RecordRow } from './row.ts';
import { existingRow, stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';

interface Change {
  readonly eid: number;
  readonly kind: HistoryEntry['what'];
  readonly write: WriteId;
  readonly hlc: string;
  readonly operation: Operation;
}

/** All versions, oldest first by the authors' clocks, each with what it changed of what was shown before it. */
export function historyOf(workspace: Workspace, type: string, id: string): HistoryEntry[] {
  const row = existingRow(workspace.store, type, id);
  let state = emptyRecord(type, id);
  return changesOf(workspace.store, row).map((change, index) => {
    const before = state;
    state = applyOperation(state, change.write, change.hlc, change.operation);
    const changes = change.operation.writes.flatMap(({ register }) => {
      const [from, to] = [shownValue(before, register), shownValue(state, register)];
      return from === to ? [] : [{ register, before: from, after: to }];
    });
    return { version: index + 1, by: stampOf(workspace, change.eid), what: change.kind, changes };
  });
}

/** The state that a form showed: the named writes, and everything that they replaced. */
export function stateAt(reader: Reader, row: RecordRow, seen: readonly WriteId[]): RecordState {
  const changes = changesOf(reader, row);
  const byWrite = new Map(changes.map((change) => [change.write, change]));
  const known = new Set<WriteId>();
  const open = [...seen];
  for (let write = open.pop(); write !== undefined; write = open.pop()) {
    if (known.has(write)) continue;
    known.add(write);
    open.push(...(byWrite.get(write)?.operation.writes.flatMap((w) => w.pred) ?? []));
  }
  return replay(
    row,
    changes.filter((change) => known.has(change.write)),
  );
}

/** The state that a sending system knows: the creation and later imports, without what was edited here. */
export function importedState(reader: Reader, row: RecordRow): RecordState {
  return replay(
    row,
    changesOf(reader, row).filter((change) => change.kind === 'import'),
  );
}

/** The merge state rebuilt from the history alone; equal to the one that is kept, or the database is damaged. */
export function replayedState(reader: Reader, type: string, id: string): RecordState | undefined {
  const row = findRow(reader, type, id);
  return row && replay(row, changesOf(reader, row));
}

/** What a register held before the write named: the value that both sides of a conflict started from. */
export function valueBefore(
  reader: Reader,
  row: RecordRow,
  register: string,
  writes: readonly WriteId[],
): string | null {
  const changes = changesOf(reader, row);
  const pred = changes
    .filter((change) => writes.includes(change.write))
    .flatMap((change) => change.operation.writes.filter((w) => w.register === register).flatMap((w) => w.pred));
  const base = changes.find((change) => pred.includes(change.write));
  return base?.operation.writes.find((write) => write.register === register)?.value ?? null;
}

function replay(row: Pick<RecordRow, 'type' | 'id'>, changes: readonly Change[]): RecordState {
  return changes.reduce(
    (state, change) => applyOperation(state, change.write, change.hlc, change.operation),
    emptyRecord(row.type, row.id),
  );
}

function changesOf(reader: Reader, row: RecordRow): Change[] {
  return reader
    .all<{ eid: number; op: number; kind: HistoryEntry['what']; body: string | null; hash: Uint8Array; hlc: string }>(
      `SELECT c.eid, c.op, c.kind, c.body, e.hash, e.hlc FROM change c JOIN envelope e ON e.eid = c.eid
       WHERE c.rid = ? ORDER BY e.hlc, e.hash, c.op`,
      row.rid,
    )
    .map(({ eid, op, kind, body, hash, hlc }) => ({
      eid,
      kind,
      hlc,
      write: writeId(hash, op),
      operation: operationOf(row, body ?? row.json),
    }));
}

/** A body is the whole resource (an object) or a list of register writes. */
function operationOf(row: RecordRow, body: string): Operation {
  return body.startsWith('[')
    ? { type: row.type, id: row.id, writes: JSON.parse(body) }
    : creation(parseJson(body) as JsonObject);
}

function shownValue(state: RecordState, register: string): string | null {
  const kept = state.registers[register];
  return kept ? (shownEntry(register, kept)?.value ?? null) : null;
}
