/** What undoing an import means for one record: the operation that takes back what the run wrote, or why it stays. */
import type { LeftReason } from '../../../../shared/bridge/exchange.ts';
import type { WriteOp } from '../../../../shared/envelope/body.ts';
import { isRemark } from '../../../../shared/merge/hidden.ts';
import { conflictsOf, deletion, isDeleted, type RecordState, shownResource } from '../../../../shared/merge/reducer.ts';
import { predOf, type RegisterState } from '../../../../shared/merge/state.ts';
import type { Members } from '../../access/membership.ts';
import { type Change, changesOf, replay } from '../../records/history.ts';
import { importDigest } from '../../records/import-digest.ts';
import { NOTHING_THERE } from '../../records/import-sink.ts';
import { lockOf } from '../../records/lock.ts';
import { writesTo } from '../../records/restore.ts';
import { findRow, type RecordRow, stateOf } from '../../records/row.ts';
import { writeOp } from '../../records/write-op.ts';
import type { Reader } from '../../storage/database.ts';
import { originOf } from '../../storage/exported.ts';
import { partOfRun } from './run.ts';

export type Undoing =
  | { readonly kind: 'done' }
  | { readonly kind: 'left'; readonly why: LeftReason }
  | { readonly kind: 'delete' | 'restore'; readonly op: WriteOp };

const DONE: Undoing = { kind: 'done' };

/** What a run did to a record. */
interface Part {
  readonly row: RecordRow;
  readonly changes: readonly Change[];
  /** Of each change, whether the run made it. */
  readonly own: readonly boolean[];
  /** Index of the first change of the run. */
  readonly first: number;
}

/**
 * The run's last word on a record is taken back: what was new is deleted, what was changed is what it was before. Written as the
 * sender's own word, so that a later import is compared with what the sender had said before. `inUse`: whether what stays refers to it.
 */
export function undoRecord(
  reader: Reader,
  members: Members,
  run: string,
  { type, id }: { readonly type: string; readonly id: string },
  inUse: () => boolean,
): Undoing {
  const part = partIn(reader, run, type, id);
  if (!part) return DONE;
  const { row, changes, first } = part;
  const current = stateOf(reader, row);
  if (isEdited(part, current)) return { kind: 'left', why: 'edited' };
  if (lockOf(reader, members, row) === 'signed') return { kind: 'left', why: 'signed' };
  const known = withReplaced(part, current);
  const before = replay(row, changes.slice(0, first));
  const earlier = replay(
    row,
    changes.slice(0, first).filter(({ kind }) => kind === 'import'),
  );
  const origin = originOf(reader, type, id);
  const said = (op: WriteOp): WriteOp => (origin ? { ...op, s: { ...origin }, d: digestOf(earlier) } : op);
  if (first === 0 || isDeleted(before)) {
    if (inUse()) return { kind: 'left', why: 'in-use' };
    return { kind: 'delete', op: said(writeOp(row, 'import', deletion(known).writes)) };
  }
  const touched = new Set(changes.slice(first).flatMap(({ operation }) => operation.writes.map((one) => one.register)));
  // values that waited for a decision are put back by the inbox, which shows both
  for (const register of touched)
    if ((before.registers[register]?.current.length ?? 0) > 1) return { kind: 'left', why: 'in-conflict' };
  const writes = writesTo(current, before)
    .filter(({ register }) => touched.has(register))
    .map((write) => ({ ...write, pred: predOf(known, write.register) }));
  return writes.length > 0 ? { kind: 'restore', op: said(writeOp(row, 'import', writes)) } : DONE;
}

/** Whether undoing the run would leave this record, by its own history alone. */
export function staysEdited(reader: Reader, run: string, type: string, id: string): boolean {
  const part = partIn(reader, run, type, id);
  return part?.first !== 0 || isEdited(part, stateOf(reader, part.row));
}

/** Undefined where the run has no part in it (any more). */
function partIn(reader: Reader, run: string, type: string, id: string): Part | undefined {
  const row = findRow(reader, type, id);
  // what an owner redacted is gone more thoroughly than any undo
  if (!row || row.redacted) return undefined;
  const changes = changesOf(reader, row);
  const parts = changes.map(({ eid }) => partOfRun(reader, run, eid));
  const first = parts.indexOf('import');
  if (first < 0 || parts.includes('undo')) return undefined;
  return { row, changes, first, own: parts.map((part) => part === 'import') };
}

/**
 * Whether somebody has changed the record since. What came to nothing, an edit or a cleaning that was taken back, is no change: the
 * record says what the run left, nothing of it waits for a decision, and nobody has remarked on it.
 */
function isEdited({ row, changes, first, own }: Part, current: RecordState): boolean {
  const since = changes.filter((_, i) => i > first && !own[i]);
  if (since.length === 0) return false;
  if (since.some(({ operation }) => operation.writes.some(({ register }) => isRemark(register)))) return true;
  const left = replay(
    row,
    changes.filter((_, i) => i < first || own[i]),
  );
  return (
    conflictsOf(left).length + conflictsOf(current).length > 0 ||
    isDeleted(left) !== isDeleted(current) ||
    shownResource(left) !== shownResource(current)
  );
}

/**
 * The current state and with it the sender's writes that an edit and its taking back replaced: what takes the sender's word back has to
 * have seen them, for a later import looks at the sender's writes alone.
 */
function withReplaced({ row, changes, first, own }: Part, current: RecordState): RecordState {
  if (own.slice(first).every(Boolean)) return current;
  const sent = replay(
    row,
    changes.filter(({ kind }) => kind === 'import'),
  );
  const registers: Record<string, RegisterState> = { ...current.registers };
  for (const [register, { current: entries }] of Object.entries(sent.registers)) {
    const here = registers[register] ?? { current: [], replaced: [] };
    const more = entries.filter(({ write }) => here.current.every((one) => one.write !== write));
    registers[register] = { ...here, current: [...here.current, ...more] };
  }
  return { ...current, registers };
}

/** Digest of what a sender had said, as the import of it noted. */
function digestOf(earlier: RecordState): Uint8Array {
  const none = Object.keys(earlier.registers).length === 0 || isDeleted(earlier);
  return none ? NOTHING_THERE : importDigest(shownResource(earlier));
}
