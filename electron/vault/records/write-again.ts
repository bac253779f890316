/**
 * What a workstation wrote under keys that it has no more, and that no remote has, is written again under its new ones; likewise what was
 * written under a key that not everybody has. Operations that name such a write name the new one.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { Op, type WriteOp } from '../../../shared/envelope/body.ts';
import type { Reader } from '../storage/database.ts';
import { logEnd, transactionOf } from '../storage/log.ts';
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

/** Transactions, between which others get their turn. */
const AT_ONCE = 50;

export interface WrittenAgain {
  readonly transactions: number;
  /** Operations that nobody can write again: on records that were redacted meanwhile, or not understood. */
  readonly left: number;
}

/**
 * Writes again, in the old order, what `old` has of the workstation `device` and the log of `workspace` has not, or too late to hold. Who is logged in signs it;
 * whoever wrote it first stays named. `wrote` is told after every so many transactions, and may raise. Raises disk-full.
 */
export async function writeAgain(
  workspace: Workspace,
  old: Reader,
  device: Uint8Array,
  wrote: (transactions: number) => void,
): Promise<WrittenAgain> {
  const places = new Map<string, readonly [Uint8Array, number]>();
  let transactions = 0;
  let left = 0;
  for (const lost of lostOf(workspace, old, device)) {
    transactions += 1;
    if (transactions % AT_ONCE === 0) {
      wrote(transactions);
      await othersFirst();
    }
    left += writeTransaction(workspace, lost, places).left;
  }
  return { transactions, left };
}

/**
 * Writes one transaction again, whole or, where that cannot be, each operation by itself. `places`: where what was written again stands now, by its old place. Returns
 * how many operations were written, and how many nobody can write again. Raises disk-full.
 */
export function writeTransaction(
  workspace: Workspace,
  lost: Lost,
  places: Map<string, readonly [Uint8Array, number]> = new Map(),
): { written: number; left: number } {
  const kept = [...lost.ops].flatMap(([index, raw]) => {
    const op = Op.safeParse(raw).data;
    return op ? [{ index, op: renamed(op, places) }] : [];
  });
  // what a workstation noted of its users, and users of their passphrases, belongs to the old chain and their own signature
  const again = kept.filter(({ op }) => ['c', 'w', 'a', 'x'].includes(op.k));
  const first = kept.find(({ op }) => op.k === 'f')?.op;
  const unknown = lost.ops.size - kept.length;
  const from = first?.k === 'f' ? { ...lost, user: first.u, hlc: first.c } : lost; // renewed before
  if (writeOne(workspace, from, again, places)) return { written: again.length, left: unknown };
  const refused = again.filter((one) => !writeOne(workspace, from, [one], places)).length;
  return { written: again.length - refused, left: unknown + refused };
}

/** False where it cannot be written. */
function writeOne(
  workspace: Workspace,
  { hash, user, hlc }: Lost,
  ops: readonly { index: number; op: Op }[],
  places: Map<string, readonly [Uint8Array, number]>,
): boolean {
  if (ops.length === 0) return true;
  try {
    // behind the others, which keep their indexes
    const again: Op[] = [...ops.map(({ op }) => op), { k: 'f', u: user, c: hlc }];
    transact(workspace, () => ({ ops: again, result: undefined }));
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.code !== 'disk-full') return false;
    throw error;
  }
  const end = logEnd(workspace.store, workspace.identity.deviceId);
  ops.forEach(({ index }, place) => {
    places.set(placeOf(hash, index), [end.hash, place]);
  });
  return true;
}

function* lostOf({ store }: Workspace, old: Reader, device: Uint8Array): IterableIterator<Lost> {
  const log = transactionLog(old);
  const rows = old.all<{ hash: Uint8Array }>(
    'SELECT hash FROM envelope WHERE device = ? AND part = parts - 1 ORDER BY seq',
    device,
  );
  for (const row of rows) {
    const hash = new Uint8Array(row.hash);
    if (stands(store, hash)) continue;
    const known = log.known(hash);
    if (known) yield { hash, user: known.user, hlc: known.hlc, ops: known.ops };
  }
}

/** Whether a transaction is in the log for good. What was sent behind the removal of the old keys waits in quarantine: its author writes it again. */
function stands(reader: Reader, hash: Uint8Array): boolean {
  const here = transactionOf(reader, hash);
  if (here?.state !== 'quarantined') return here !== undefined;
  return reader.get("SELECT 1 FROM quarantine WHERE eid = ? AND reason = 'late'", here.eid) === undefined;
}

/** The same operation with the new places of writes that were written again. */
function renamed(op: Op, places: ReadonlyMap<string, readonly [Uint8Array, number]>): Op {
  if (op.k !== 'w') return op;
  const p = op.p.map(([hash, index]): WriteOp['p'][number] => {
    const now = places.get(placeOf(hash, index));
    return now ? [now[0], now[1]] : [hash, index];
  });
  return { ...op, p };
}

function placeOf(hash: Uint8Array, index: number): string {
  return `${toHex(hash)}.${index}`;
}
