/** Every version of a record, from the changes that are kept. */
import { raise } from '../../../shared/base/result.ts';
import type { HistoryEntry } from '../../../shared/bridge/history.ts';
import { writeId } from '../../../shared/envelope/body.ts';
import { isHidden } from '../../../shared/merge/hidden.ts';
import {
  applyOperation,
  creation,
  emptyRecord,
  isDeleted,
  type Operation,
  type RecordState,
  shownEntry,
  shownResource,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { LIFE } from '../../../shared/merge/registers.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { redactedHistory } from './redaction-history.ts';
import { findRow, type RecordRow } from './row.ts';
import { existingRow, stampOf } from './view.ts';
import type { Workspace } from './workspace.ts';

export interface Change {
  readonly eid: number;
  readonly reason: string | null;
  readonly kind: HistoryEntry['what'];
  readonly write: WriteId;
  readonly hlc: string;
  readonly operation: Operation;
}

interface StoredChange extends Pick<Change, 'eid' | 'kind' | 'reason' | 'hlc'> {
  readonly op: number;
  readonly body: string | null;
  readonly hash: Uint8Array;
}

/** All versions, oldest first by the authors' clocks, each with what it changed of what was shown before it. */
export function historyOf(workspace: Workspace, type: string, id: string): HistoryEntry[] {
  const row = existingRow(workspace.store, type, id, 'given');
  if (row.redacted) return redactedHistory(workspace, row);
  let state = emptyRecord(type, id);
  return changesOf(workspace.store, row).map((change, index) => {
    const before = state;
    state = applyOperation(state, change.write, change.hlc, change.operation);
    const shown = change.operation.writes.filter(({ register }) => register === LIFE || !isHidden(register));
    const changes = shown.flatMap(({ register }) => {
      const [from, to] = [shownValue(before, register), shownValue(state, register)];
      return from === to ? [] : [{ register, before: from, after: to }];
    });
    const { write, kind, reason, eid } = change;
    return {
      version: index + 1,
      write,
      by: stampOf(workspace, eid),
      what: kind,
      ...(reason === null ? {} : { reason }),
      changes,
    };
  });
}

/** The state after a version, as `historyOf` counts them. Raises not-found. */
export function stateOfVersion(reader: Reader, row: RecordRow, version: number): RecordState {
  const changes = changesOf(reader, row);
  if (version > changes.length)
    raise('not-found', 'This record has no such version here. It may not have been synced yet.');
  return replay(row, changes.slice(0, version));
}

/** Canonical JSON of a record as it was shown after a version; null where it was deleted then. Raises not-found. */
export function versionJson(reader: Reader, type: string, id: string, version: number): string | null {
  const row = existingRow(reader, type, id, 'given');
  const state = stateOfVersion(reader, row, version);
  return row.redacted || isDeleted(state) ? null : shownResource(state);
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

/**
 * What a register held where the writes named parted: the value of the newest write that all of them go back to. Where there are
 * several of these (a conflict of two decisions), what those go back to. Null for none.
 */
export function commonValue(changes: readonly Change[], register: string, writes: readonly WriteId[]): string | null {
  const written = new Map(
    changes.flatMap(({ write, operation }) =>
      operation.writes.filter((one) => one.register === register).map((one) => [write, one] as const),
    ),
  );
  const behind = (write: WriteId): Set<WriteId> => {
    const known = new Set<WriteId>();
    const open = [...(written.get(write)?.pred ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (known.has(next)) continue;
      known.add(next);
      open.push(...(written.get(next)?.pred ?? []));
    }
    return known;
  };
  let heads = [...writes];
  for (;;) {
    const [first, ...others] = heads.map(behind);
    const common = [...(first ?? [])].filter((write) => others.every((known) => known.has(write)));
    // what a common write goes back to is common itself: so a write that none of them replaced is behind none
    const replaced = new Set(common.flatMap((write) => written.get(write)?.pred ?? []));
    heads = common.filter((write) => !replaced.has(write));
    if (heads.length <= 1) return written.get(heads[0] ?? '')?.value ?? null;
  }
}

/** The state that changes make, one after the other. */
export function replay(row: Pick<RecordRow, 'type' | 'id'>, changes: readonly Change[]): RecordState {
  return changes.reduce(
    (state, change) => applyOperation(state, change.write, change.hlc, change.operation),
    emptyRecord(row.type, row.id),
  );
}

/** Every change of a record that is here, oldest first by the authors' clocks. */
export function changesOf(reader: Reader, row: RecordRow): Change[] {
  return reader
    .all<StoredChange>(
      `SELECT c.eid, c.op, c.kind, c.reason, c.body, e.hash, e.hlc FROM change c JOIN envelope e ON e.eid = c.eid
       WHERE c.rid = ? ORDER BY e.hlc, e.hash, c.op`,
      row.rid,
    )
    .map(({ eid, op, kind, reason, body, hash, hlc }) => ({
      eid,
      kind,
      reason,
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
