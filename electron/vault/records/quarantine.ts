/** What was kept out of the records and waits for an owner, and the owner's decision. */
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { QuarantineItem } from '../../../shared/bridge/members.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { type Decision, quarantineReason } from '../storage/admission.ts';
import type { Reader } from '../storage/database.ts';
import { type TransactionRow, transactionAt, transactionOf } from '../storage/log.ts';
import { openedBody, recordOf } from './redaction-log.ts';
import { isSigned, isUnderGivenUpKey, refuseToTake, takeAgain } from './take-again.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';

const MOST_RECORDS = 50;

/** Transactions of which something is kept out and nobody has decided; also those that wait for a membership record or a key which may never come. */
const UNDECIDED = `
  SELECT e.eid, e.hash, q.reason, q.user FROM quarantine q JOIN envelope e ON e.eid = q.eid
  WHERE e.state = 'quarantined' AND NOT EXISTS (SELECT 1 FROM admission a WHERE a.hash = e.hash)
  UNION ALL
  SELECT e.eid, e.hash, min(s.reason), e.user FROM set_aside s JOIN envelope e ON e.eid = s.eid
  WHERE s.reason IS NOT NULL AND NOT EXISTS (SELECT 1 FROM admission a WHERE a.hash = e.hash)
  GROUP BY e.eid
  UNION ALL
  SELECT e.eid, e.hash, 'waiting', e.user FROM envelope e
  WHERE e.state <> 'applied' AND e.state = 'waiting' AND e.part = e.parts - 1 AND NOT EXISTS (SELECT 1 FROM admission a WHERE a.hash = e.hash)`;

interface Row {
  readonly eid: number;
  readonly hash: Uint8Array;
  readonly reason: string;
  readonly user: string | null;
}

/** How many transactions wait for an owner's decision. */
function countUndecided(reader: Reader): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${UNDECIDED})`)?.n ?? 0;
}

/** How much is kept out and undecided: transactions that wait for an owner, operations that this program does not understand. */
export function countKeptOut(reader: Reader): number {
  const unknown = reader.get<{ n: number }>('SELECT count(*) AS n FROM set_aside WHERE reason IS NULL')?.n ?? 0;
  return countUndecided(reader) + unknown;
}

/** All of them, newest first. */
export function listQuarantine(workspace: Workspace): QuarantineItem[] {
  return workspace.store.all<Row>(`${UNDECIDED} ORDER BY 1 DESC`).map((row) => itemOf(workspace, row));
}

/**
 * An owner's decision, for every workstation. What was written under a key of a list of members that was given up not everybody can read: to take it is to write it
 * again, in the place of what is put away. Raises not-found, not-allowed, not-takeable.
 */
export function decideQuarantine(workspace: Workspace, id: string, decision: Decision): void {
  const hash = fromHex(id);
  const transaction = transactionOf(workspace.store, hash);
  if (!transaction) raise('not-found', 'This is not kept out here (any more).');
  const isWhole = transaction.state === 'quarantined' || transaction.state === 'waiting';
  if (decision === 'take' && isWhole && !isTakeable(workspace, transaction)) refuseToTake();
  if (decision === 'take' && isUnderGivenUpKey(workspace.store, transaction)) takeAgain(workspace, transaction);
  else transact(workspace, () => ({ ops: [{ k: 'q', h: hash, a: decision }], result: undefined }));
}

/** Whether taking it can change anything, here and elsewhere: it can be read, and its author is proved. */
function isTakeable(
  workspace: Workspace,
  transaction: TransactionRow,
  opened = openedBody(workspace.store, transaction),
): boolean {
  const reason = quarantineReason(workspace.store, transaction.eid);
  if (!opened || transaction.state === 'waiting' || reason === 'unreadable') return false;
  return reason !== 'forked' || isSigned(workspace, opened); // of the others that was proved when they came
}

function itemOf(workspace: Workspace, { eid, hash, reason, user }: Row): QuarantineItem {
  const { store, members } = workspace;
  const { users, devices } = members();
  const transaction = transactionAt(store, eid);
  const opened = transaction ? openedBody(store, transaction) : null;
  const body = opened?.body;
  const aside = new Set(store.all<{ op: number }>('SELECT op FROM set_aside WHERE eid = ?', eid).map(({ op }) => op));
  const kept = (body?.ops ?? []).filter((_, index) => transaction?.state !== 'applied' || aside.has(index));
  const author = body?.user ?? user ?? '';
  return {
    id: toHex(new Uint8Array(hash)),
    reason,
    device: transaction ? (devices.get(toHex(transaction.device))?.name ?? '') : '',
    user: users.get(author)?.name ?? author,
    ...(body ? { at: new Date(hlcTime(body.hlc)).toISOString() } : {}),
    operations: kept.length,
    records: kept.slice(0, MOST_RECORDS).flatMap((op) => {
      const record = recordOf(op);
      return record ? [{ ...record, what: whatOf(op) }] : [];
    }),
    takeable: transaction !== undefined && isTakeable(workspace, transaction, opened),
  };
}

function whatOf(op: unknown): string {
  if (typeof op !== 'object' || op === null) return '';
  if ('a' in op && typeof op.a === 'string') return op.a;
  return 'k' in op && op.k === 'c' ? 'create' : 'redact';
}
