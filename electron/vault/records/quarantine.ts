/** What was kept out of the records and waits for an owner, and the owner's decision. */
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { QuarantineItem } from '../../../shared/bridge/members.ts';
import { type Envelope, parseEnvelope } from '../../../shared/envelope/layout.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { findEpochKey } from '../access/membership.ts';
import { openTransaction } from '../crypto/seal.ts';
import type { Decision } from '../storage/admission.ts';
import type { Reader } from '../storage/database.ts';
import { partsOf, type TransactionRow, transactionAt, transactionOf } from '../storage/log.ts';
import { bodyOf, recordOf } from './redaction-log.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';
import { type Lost, writeTransaction } from './write-again.ts';

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
 * again, in the place of what is put away. Raises not-found, not-allowed, invalid-input (it cannot be written again).
 */
export function decideQuarantine(workspace: Workspace, id: string, decision: Decision): void {
  const hash = fromHex(id);
  const transaction = transactionOf(workspace.store, hash);
  if (!transaction) raise('not-found', 'This is not kept out here (any more).');
  const lost = decision === 'take' ? underGivenUpKey(workspace, transaction) : null;
  if (lost && writeTransaction(workspace, lost).written === 0)
    raise(
      'invalid-input',
      'Nothing of this can be written again: what it is about was redacted, or belongs to others. Put it away instead.',
    );
  transact(workspace, () => ({ ops: [{ k: 'q', h: hash, a: lost ? 'drop' : decision }], result: undefined }));
}

/** What a transaction says that is under another key than the one that everybody has of its epoch; null for any other. */
function underGivenUpKey({ store }: Workspace, transaction: TransactionRow): Lost | null {
  if (transaction.state !== 'quarantined') return null;
  const parts = partsOf(store, transaction).map(({ bytes }) => parseEnvelope(new Uint8Array(bytes)));
  const whole = parts.every((part): part is Envelope => part !== null) ? parts : null;
  const key = whole?.[0] && findEpochKey(store, whole[0].header.epoch);
  if (!whole || (key && openTransaction(whole, key))) return null;
  const body = bodyOf(store, transaction);
  const { hash } = transaction;
  return body && { hash: new Uint8Array(hash), user: body.user, hlc: body.hlc, ops: new Map(body.ops.entries()) };
}

function itemOf({ store, members }: Workspace, { eid, hash, reason, user }: Row): QuarantineItem {
  const { users, devices } = members();
  const transaction = transactionAt(store, eid);
  const body = transaction ? bodyOf(store, transaction) : null;
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
    takeable: body !== null && reason !== 'unreadable' && reason !== 'waiting',
  };
}

function whatOf(op: unknown): string {
  if (typeof op !== 'object' || op === null) return '';
  if ('a' in op && typeof op.a === 'string') return op.a;
  return 'k' in op && op.k === 'c' ? 'create' : 'redact';
}
