/** Tries again what an older program kept aside because it did not understand it. */
import { z } from 'zod';
import { ExpectedError } from '../../../shared/base/result.ts';
import { type Applied, nothingApplied, replayOp } from '../records/apply.ts';
import { judgesOf } from '../records/judging.ts';
import { type KnownTransaction, transactionLog } from '../records/redaction-log.ts';
import { retryTransaction } from '../records/take.ts';
import { UNDERSTANDING } from '../records/understanding.ts';
import type { Workspace } from '../records/workspace.ts';
import { type TransactionRow, transactionAt } from '../storage/log.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

/** Meta: what the program understood that last had this database open. 0.1.0, which was the first, did not say. */
const UNDERSTANDS = 'understands';

/**
 * On opening: where this program understands more than the last one, every operation and every transaction that was kept aside gets its
 * turn again, each in a transaction of its own; what is still not understood stays where it is, and blocks no other. Interrupted, it starts anew
 * the next time. Raises disk-full.
 */
export function replayAfterUpgrade(workspace: Workspace): void {
  const { store } = workspace;
  const { version } = workspace.understanding ?? UNDERSTANDING;
  const before = getMeta(store, UNDERSTANDS, z.int()) ?? 1;
  if (before < version) {
    replaySetAside(workspace);
    replayQuarantined(workspace);
  }
  // an older program notes itself, too: what it keeps aside gets its turn when the newer one is back
  if (before !== version) store.transaction((writer) => setMeta(writer, UNDERSTANDS, version));
}

function replaySetAside(workspace: Workspace): void {
  const { store, understanding = UNDERSTANDING } = workspace;
  const notUnderstood = 'FROM set_aside WHERE reason IS NULL';
  for (const { eid } of store.all<{ eid: number }>(`SELECT DISTINCT eid ${notUnderstood} ORDER BY eid`)) {
    const transaction = transactionAt(store, eid);
    const known = transaction && knownAt(workspace, transaction);
    if (!known) continue;
    const { hlc, user, operations } = known;
    const judges = judgesOf(store, workspace.members());
    const place = { eid, hash: new Uint8Array(transaction.hash), hlc, user, operations, judges, understanding };
    for (const { op } of store.all<{ op: number }>(`SELECT op ${notUnderstood} AND eid = ? ORDER BY op`, eid)) {
      if (!known.ops.has(op)) continue;
      tell(
        workspace,
        store.transaction((writer) => replayOp(writer, place, op, known.ops.get(op), workspace.dayOf)),
      );
    }
  }
}

/** What is known of a transaction; null where its log is damaged. */
function knownAt({ store }: Workspace, transaction: TransactionRow): KnownTransaction | null {
  try {
    return transactionLog(store).known(new Uint8Array(transaction.hash));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    return null;
  }
}

function replayQuarantined(workspace: Workspace): void {
  const { store } = workspace;
  const waiting = store.all<{ eid: number }>(
    "SELECT eid FROM envelope WHERE state = 'quarantined' AND part = parts - 1 ORDER BY eid",
  );
  for (const { eid } of waiting) {
    const last = transactionAt(store, eid);
    if (last)
      tell(
        workspace,
        store.transaction((writer) => {
          const touched = nothingApplied();
          retryTransaction(workspace, writer, last, touched);
          return touched;
        }),
      );
  }
}

function tell(workspace: Workspace, applied: Applied): void {
  if (applied.types.size > 0) workspace.touched(applied, 'elsewhere');
}
