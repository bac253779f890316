/**
 * Takes a whole transaction out of the log into the records: opens it, finds its author at the membership head that it names,
 * applies what that author might do. What cannot hold waits where a person can see it.
 */
import { toHex } from '../../../shared/base/bytes.ts';
import type { Body } from '../../../shared/envelope/body.ts';
import { type Envelope, type EnvelopeHeader, parseEnvelope } from '../../../shared/envelope/layout.ts';
import { signingKeyAt, signingKeysOf } from '../access/judge.ts';
import { epochKeys, type Members } from '../access/membership.ts';
import { applyAudit } from '../audit/apply.ts';
import { isAdmitted, noteQuarantine, type QuarantineReason, releaseQuarantine } from '../storage/admission.ts';
import { forgetRefused, noteRefused } from '../storage/contents.ts';
import type { Writer } from '../storage/database.ts';
import {
  markApplied,
  partsOf,
  type TransactionRow,
  transactionAt,
  transactionOf,
  waitingBefore,
  withhold,
} from '../storage/log.ts';
import { type Applied, addApplied, applyOps, replayOp, settleRedacted } from './apply.ts';
import { witnessHlc } from './hlc.ts';
import { isLate, judgesOf } from './judging.ts';
import { type Progress, progressOf } from './progress.ts';
import { isUnderOwnKey, openByAny, transactionLog } from './redaction-log.ts';
import { UNDERSTANDING, type Understanding } from './understanding.ts';
import type { Workspace } from './workspace.ts';

/** What taking needs of a workspace: a database that is being rebuilt has no more. */
export interface Taking extends Pick<Workspace, 'identity' | 'members' | 'clock' | 'dayOf' | 'understanding'> {
  /** Told what the author of each transaction had seen. */
  readonly sawThen?: (device: Uint8Array, body: Pick<Body, 'saw' | 'remotes'>) => void;
  /** While many are taken at once and none arrives: what was read of it already need not be read again. */
  readonly progress?: Progress;
}

/** All parts are there. Where one of them is a stub, an owner's redaction has to say what is left of the transaction. */
export function takeTransaction(taking: Taking, writer: Writer, eid: number, touched: Applied): void {
  const last = transactionAt(writer, eid);
  if (!last) throw new Error('a transaction without its last envelope');
  const device = new Uint8Array(last.device);
  const parts = partsOf(writer, last).map(({ bytes }) => parseEnvelope(new Uint8Array(bytes)));
  if (parts.every((part): part is Envelope => part !== null)) applyTransaction(taking, writer, last, parts, touched);
  // of one that a redaction explains already this part was missing, and nothing else
  else if (last.state !== 'redacted') withhold(writer, device, last.seq - last.parts + 1, last.seq);
  const now = transactionAt(writer, eid);
  if (now && now.state !== 'quarantined' && now.state !== 'waiting')
    addApplied(touched, settleRedacted(writer, now, taking.dayOf, judgesOf(writer, taking.members())));
  for (const hash of touched.admitted.splice(0)) reconsider(taking, writer, hash, touched);
}

/** Puts a transaction that is still waiting where a person can see that it was not taken. */
export function quarantine(
  taking: Pick<Taking, 'clock'>,
  writer: Writer,
  { eid, device, seq, parts }: Pick<TransactionRow, 'eid' | 'device' | 'seq' | 'parts'>,
  reason: QuarantineReason,
  user: string | null = null,
): void {
  // as if it had never been applied: also what that noted on it
  writer.run(
    `UPDATE envelope SET state = 'quarantined', hlc = NULL, user = NULL, operations = 0
     WHERE device = ? AND seq BETWEEN ? AND ? AND state IN ('waiting', 'applied', 'withheld')`,
    device,
    seq - parts + 1,
    seq,
  );
  noteQuarantine(writer, eid, { reason, user, at: taking.clock.now() });
}

/** An owner decided on a transaction: what was kept out of it holds after all. One that has not arrived yet is judged by that when it does. */
export function reconsider(taking: Taking, writer: Writer, hash: Uint8Array, touched: Applied): void {
  const transaction = transactionOf(writer, hash);
  if (!transaction || !isAdmitted(writer, hash)) return;
  if (transaction.state === 'quarantined') retryTransaction(taking, writer, transaction, touched);
  else replaySetAside(taking, writer, transaction, touched);
}

/** Takes a transaction that was put into quarantine again, as if it had just arrived; what still cannot hold goes back there. */
export function retryTransaction(taking: Taking, writer: Writer, transaction: TransactionRow, touched: Applied): void {
  const { eid, device, seq, parts } = transaction;
  releaseQuarantine(writer, eid);
  forgetRefused(writer, eid);
  writer.run(
    "UPDATE envelope SET state = 'waiting' WHERE device = ? AND seq BETWEEN ? AND ? AND state = 'quarantined'",
    device,
    seq - parts + 1,
    seq,
  );
  takeTransaction(taking, writer, eid, touched);
}

/** Judges what was set aside of a transaction again, and takes what may hold now. */
export function replaySetAside(taking: Taking, writer: Writer, { eid, hash }: TransactionRow, touched: Applied): void {
  const known = transactionLog(writer).known(new Uint8Array(hash));
  if (!known) return;
  const { hlc, user, operations } = known;
  const understanding = taking.understanding ?? UNDERSTANDING;
  const judges = judgesOf(writer, taking.members());
  const place = { eid, hash: new Uint8Array(hash), hlc, user, operations, judges, understanding };
  const rows = writer.all<{ op: number }>(
    'SELECT op FROM set_aside WHERE eid = ? AND reason IS NOT NULL ORDER BY op',
    eid,
  );
  for (const { op } of rows)
    if (known.ops.has(op)) addApplied(touched, replayOp(writer, place, op, known.ops.get(op), taking.dayOf));
}

function applyTransaction(
  taking: Taking,
  writer: Writer,
  last: TransactionRow,
  parts: readonly Envelope[],
  touched: Applied,
): void {
  const { eid, seq } = last;
  const [device, hash] = [new Uint8Array(last.device), new Uint8Array(last.hash)];
  const members = taking.members();
  const header = (parts.at(-1) as Envelope).header;
  const first = seq - last.parts + 1;
  const head = members.heads.get(toHex(header.membershipHead));
  const isConsistent = head === undefined || members.epochs[head] === header.epoch;
  const progress = taking.progress ?? progressOf(writer, members);
  if (isConsistent && epochKeys(writer, header.epoch).length === 0) {
    if (head !== undefined || !progress(device, seq)) return; // waits for a key that is on its way
    touched.forked += 1;
    quarantine(taking, writer, last, 'forked');
    return;
  }
  const understanding = taking.understanding ?? UNDERSTANDING;
  const isOne = parts.every((part) => isOfOne(part.header, header));
  const opened = isOne ? openByAny(writer, parts) : null;
  const decoded = opened && understanding.body(opened, { ...header, seq: first });
  const isAhead = head === undefined && decoded && decoded.body.members > members.roster.length;
  if (isAhead && !progress(device, seq)) return; // its head is on its way
  // what not everybody can read holds nowhere: whoever takes it writes it again
  const admitted = isAdmitted(writer, hash) && (head !== undefined || isUnderOwnKey(writer, parts));
  // a key of an epoch that we have, too, but that is not ours: both lists of members began it, each with its own
  const isOfOther = isOne && !opened;
  if (head === undefined && (decoded || isOfOther) && !admitted) {
    touched.forked += 1;
    refuseStatements(writer, eid, decoded ? decoded.body.ops : [], understanding);
    quarantine(taking, writer, last, 'forked', decoded?.body.user ?? null);
    return;
  }
  if (!decoded || !isProved(members, header, head, decoded)) {
    quarantine(taking, writer, last, 'unreadable');
    return;
  }
  const { hlc, user, ops } = decoded.body;
  taking.sawThen?.(device, decoded.body);
  if (isLate(members, toHex(device), seq) && !admitted) {
    takeEvidence(writer, eid, user, ops, understanding);
    refuseStatements(writer, eid, ops, understanding);
    quarantine(taking, writer, last, 'late', user);
    return;
  }
  markApplied(writer, device, first, seq, { hlc, user, operations: ops.length });
  witnessHlc(writer, hlc, taking.clock.now());
  const place = { eid, hash, hlc, user, judges: judgesOf(writer, members), understanding };
  addApplied(touched, applyOps(writer, place, ops, taking.dayOf, 'each by itself'));
}

/** Of a transaction that does not hold: what its workstation noted, which belongs to the trail all the same. */
function takeEvidence(
  writer: Writer,
  eid: number,
  user: string,
  ops: readonly unknown[],
  understanding: Understanding,
): void {
  writer.run('UPDATE envelope SET user = ? WHERE eid = ?', user, eid);
  ops.forEach((raw, index) => {
    const op = understanding.op(raw);
    if (op?.k === 'l') applyAudit(writer, { eid, op: index }, op);
  });
}

/** Of a transaction that does not hold: what it said of the contents of others. */
function refuseStatements(writer: Writer, eid: number, ops: readonly unknown[], understanding: Understanding): void {
  ops.forEach((raw, index) => {
    const op = understanding.op(raw);
    if (op?.k === 'o') noteRefused(writer, { eid, op: index }, op.h);
  });
}

/**
 * Takes what waits of a workstation in front of an envelope that came, if that names a known head: a workstation goes forward along one list of members, so
 * that an unknown head before it was of a list that was given up, and will never come. A false program may say so; the record itself, once it comes, counts
 * for more (sync/membership.ts).
 */
export function retakeBefore(
  taking: Taking,
  writer: Writer,
  { deviceId, seq, membershipHead }: EnvelopeHeader,
  touched: Applied,
): void {
  if (!taking.members().heads.has(toHex(membershipHead))) return;
  for (const transaction of waitingBefore(writer, deviceId, seq))
    if (partsOf(writer, transaction).length === transaction.parts)
      takeTransaction(taking, writer, transaction.eid, touched);
}

function isOfOne(header: EnvelopeHeader, last: EnvelopeHeader): boolean {
  return header.epoch === last.epoch && toHex(header.membershipHead) === toHex(last.membershipHead);
}

/**
 * Whether the author signed, and header and body say the same of the membership log, and what a workstation of that time could say.
 * Of a branch that was given up (no `head`) the first alone can be proved: that is enough where an owner has decided.
 */
function isProved(
  members: Members,
  { deviceId, epoch }: EnvelopeHeader,
  head: number | undefined,
  { body, signedBy }: NonNullable<ReturnType<Understanding['body']>>,
): boolean {
  if (head === undefined) return signingKeysOf(members, body.user).some(signedBy);
  const signing = signingKeyAt(members, body.user, head);
  const since = members.devices.get(toHex(deviceId))?.since;
  if (body.members !== head + 1 || since === undefined || head < since || members.epochs[head] !== epoch) return false;
  return signing !== undefined && signedBy(signing);
}
