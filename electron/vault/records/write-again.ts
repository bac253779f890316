/**
 * What a workstation wrote under keys that it has no more, and that no remote has, is written again under its new ones; likewise what was
 * written under a key that not everybody has (take-again.ts). Operations that name such a write name the new one.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { Op, writeId } from '../../../shared/envelope/body.ts';
import type { WriteId } from '../../../shared/merge/reducer.ts';
import { judgeOf } from '../access/judge.ts';
import { readMembers } from '../access/membership.ts';
import { admittedBy } from '../storage/admission.ts';
import type { Reader } from '../storage/database.ts';
import { headerAt, logEnd, transactionOf } from '../storage/log.ts';
import { renameWrites } from './named-writes.ts';
import { transactionLog } from './redaction-log.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';

/** A transaction that others do not have, or cannot read. */
export interface Lost {
  readonly hash: Uint8Array;
  readonly user: string;
  readonly hlc: string;
  /** By their index there. */
  readonly ops: ReadonlyMap<number, unknown>;
}

/** Where what was written again stands now, by the ids that its writes had. */
export type Places = Map<WriteId, WriteId>;

/** A transaction in the log of the database that is left. */
interface Left extends Lost {
  readonly eid: number;
}

interface Numbered {
  /** In the transaction that is lost. */
  readonly index: number;
  readonly op: Op;
}

/** Transactions, between which others get their turn. */
const AT_ONCE = 50;

export interface WrittenAgain {
  readonly transactions: number;
  /** Operations that nobody writes again: their author might not do them, their records were redacted meanwhile, or they are not understood. */
  readonly left: number;
}

/**
 * Writes again, in the old order, what `old` has of the workstation `device` and the log of `workspace` has not, or too late to hold. Who is logged in signs it;
 * whoever wrote it first stays named, and gains no right by that. `wrote` is told after every so many transactions, and may raise. Raises disk-full.
 */
export async function writeAgain(
  workspace: Workspace,
  old: Reader,
  device: Uint8Array,
  wrote: (transactions: number) => void,
): Promise<WrittenAgain> {
  const places: Places = new Map();
  const mightDo = judges(workspace, old);
  let transactions = 0;
  let left = 0;
  for (const lost of lostOf(workspace, old, device)) {
    transactions += 1;
    if (transactions % AT_ONCE === 0) {
      wrote(transactions);
      await othersFirst();
    }
    const ops = new Map([...lost.ops].filter(([, raw]) => mightDo(lost, raw)));
    left += lost.ops.size - ops.size + writeTransaction(workspace, { ...lost, ops }, places, ops.size < lost.ops.size);
  }
  return { transactions, left };
}

/** Writes one transaction again, whole or, where that cannot be, each operation by itself. Returns how many operations nobody can write again. */
function writeTransaction(workspace: Workspace, lost: Lost, places: Places, partly: boolean): number {
  const { ops, unknown } = operationsAgain(lost);
  // nobody need decide on the original, where it waits or whenever it still comes
  const beside: Op[] = unknown > 0 || partly ? [] : [{ k: 'q', h: lost.hash, a: 'drop' }];
  if (isWritten(workspace, lost, ops, places, beside)) return unknown;
  return unknown + ops.filter((one) => !isWritten(workspace, lost, [one], places)).length;
}

/** What of a transaction is written again, and how many of its operations this program does not understand. */
export function operationsAgain({ ops }: Pick<Lost, 'ops'>): { ops: Numbered[]; unknown: number } {
  const kept = understood(ops);
  // what a workstation noted of its users, and users of their passphrases, belongs to the old chain and their own signature
  const again = kept.filter(({ op }) => ['c', 'w', 'a', 'x'].includes(op.k));
  return { ops: again, unknown: ops.size - kept.length };
}

/** False where it cannot be written. Raises disk-full. */
function isWritten(
  workspace: Workspace,
  lost: Lost,
  ops: readonly Numbered[],
  places: Places,
  beside: readonly Op[] = [],
): boolean {
  try {
    if (ops.length > 0) writeOperations(workspace, lost, ops, places, beside);
    return true;
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.code !== 'disk-full') return false;
    throw error;
  }
}

/** Writes operations of a transaction again as one, `beside` in the same. Raises what `transact` does; then nothing was written. */
export function writeOperations(
  workspace: Workspace,
  lost: Lost,
  ops: readonly Numbered[],
  places: Places,
  beside: readonly Op[] = [],
): void {
  const { user, hlc } = firstOf(lost);
  // behind the others, which keep their indexes
  const again: Op[] = [
    ...ops.map(({ op }) => renameWrites(op, (write) => places.get(write) ?? write)),
    { k: 'f', u: user, c: hlc },
    ...beside,
  ];
  transact(workspace, () => ({ ops: again, result: undefined }));
  const end = logEnd(workspace.store, workspace.identity.deviceId);
  ops.forEach(({ index }, place) => {
    places.set(writeId(lost.hash, index), writeId(end.hash, place));
  });
}

/** Who said it first, and when: it may have been written again before. */
export function firstOf(lost: Lost): Pick<Lost, 'user' | 'hlc'> {
  const first = understood(lost.ops).find(({ op }) => op.k === 'f')?.op;
  return first?.k === 'f' ? { user: first.u, hlc: first.c } : lost;
}

function understood(ops: Lost['ops']): Numbered[] {
  return [...ops].flatMap(([index, raw]) => {
    const op = Op.safeParse(raw).data;
    return op ? [{ index, op }] : [];
  });
}

function* lostOf({ store }: Workspace, old: Reader, device: Uint8Array): IterableIterator<Left> {
  const log = transactionLog(old);
  const rows = old.all<{ eid: number; hash: Uint8Array }>(
    'SELECT eid, hash FROM envelope WHERE device = ? AND part = parts - 1 ORDER BY seq',
    device,
  );
  for (const row of rows) {
    const hash = new Uint8Array(row.hash);
    if (stands(store, hash)) continue;
    const known = log.known(hash);
    if (known) yield { eid: row.eid, hash, user: known.user, hlc: known.hlc, ops: known.ops };
  }
}

/**
 * Whether the author of an operation might do it, as the workstation knew and as the clinic knows now: whoever writes it again signs it with rights of their own.
 * That its old keys were removed is no objection; what somebody has let hold who might do so is none either.
 */
function judges({ members }: Workspace, old: Reader): (lost: Left, raw: unknown) => boolean {
  const known = [readMembers(old), members()];
  const might = (eid: number, user: string, op: Op): boolean => {
    const header = headerAt(old, eid);
    if (!header) return false;
    return known.every(({ heads, standings, tables }) => {
      const head = heads.get(toHex(header.membershipHead));
      // in a list that won over its own this head is none
      if (head === undefined) return true;
      return (
        judgeOf({ standings, tables }, { device: toHex(header.deviceId), seq: header.seq, head, user })(op) === null
      );
    });
  };
  return ({ eid, hash, user }, raw) => {
    const op = Op.safeParse(raw).data;
    if (!op || might(eid, user, op)) return true;
    return admittedBy(old, hash).some((by) => might(by.eid, by.user ?? '', { k: 'q', h: hash, a: 'take' }));
  };
}

/** Whether a transaction is in the log for good. What was sent behind the removal of the old keys waits in quarantine: its author writes it again. */
function stands(reader: Reader, hash: Uint8Array): boolean {
  const here = transactionOf(reader, hash);
  if (here?.state !== 'quarantined') return here !== undefined;
  return reader.get("SELECT 1 FROM quarantine WHERE eid = ? AND reason = 'late'", here.eid) === undefined;
}
