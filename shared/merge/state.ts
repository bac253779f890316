/** What a record's merge state is made of. */
import type { Hlc } from './clock.ts';

/** Hash of a transaction's last envelope in hexadecimal, ".", index of the operation in the transaction. */
export type WriteId = string;

/** A current value of a register. `value` null: this write removed it. */
export interface Entry {
  readonly write: WriteId;
  readonly hlc: Hlc;
  readonly value: string | null;
  readonly pos?: number | undefined;
  /** Of an undo: the write whose value this one repeats, so that its author is shown. */
  readonly origin?: WriteId | undefined;
}

export interface RegisterState {
  /** Newest first: highest hybrid clock, then write id. */
  readonly current: readonly Entry[];
  /** Writes known to be replaced, so that one that arrives late or twice stays replaced. */
  readonly replaced: readonly WriteId[];
}

export interface RecordState {
  readonly type: string;
  readonly id: string;
  readonly registers: Readonly<Record<string, RegisterState>>;
}

/** One register's part of an operation. */
export interface RegisterWrite {
  readonly register: string;
  readonly value: string | null;
  readonly pos?: number | undefined;
  readonly pred: readonly WriteId[];
  /** Of an undo: the write whose value this one repeats. */
  readonly origin?: WriteId | undefined;
}

export interface Operation {
  readonly type: string;
  readonly id: string;
  readonly writes: readonly RegisterWrite[];
}

/** Every current write of the record: what a form that shows it has seen. */
export function currentWrites(state: RecordState): WriteId[] {
  return [
    ...new Set(Object.values(state.registers).flatMap(({ current }) => current.map((entry) => entry.write))),
  ].sort();
}

/** Current writes of a register, the ones that a new write replaces. */
export function predOf(state: RecordState, register: string): WriteId[] {
  return (state.registers[register]?.current ?? []).map((entry) => entry.write);
}
