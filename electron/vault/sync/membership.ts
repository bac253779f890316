/** Takes records of the membership log, and makes the records what they would be had all envelopes arrived behind them. */
import { toHex } from '../../../shared/base/bytes.ts';
import { membershipHash } from '../../../shared/protocol/membership.ts';
import { rosterOf } from '../../../shared/protocol/roster.ts';
import {
  appendMembership,
  dropMembershipFrom,
  type Members,
  membershipRecords,
  readMembers,
  type Standing,
} from '../access/membership.ts';
import { type Applied, addApplied, nothingApplied } from '../records/apply.ts';
import { isLate, judgesOf } from '../records/judging.ts';
import { progressOf } from '../records/progress.ts';
import { transactionLog } from '../records/redaction-log.ts';
import { quarantine, replaySetAside, retryTransaction, type Taking, takeTransaction } from '../records/take.ts';
import { UNDERSTANDING } from '../records/understanding.ts';
import { withdrawOperations } from '../records/undo-redaction.ts';
import { isAdmitted } from '../storage/admission.ts';
import type { Reader, Writer } from '../storage/database.ts';
import {
  type EnvelopeState,
  headerAt,
  partsOf,
  type TransactionRow,
  transactionAt,
  transactionOf,
} from '../storage/log.ts';
import { tellOfKit, usesOfKit } from './recovery.ts';

/**
 * Appends records that follow, inside the caller's transaction. What waited for them is taken; what they rule out is withdrawn. Null,
 * with nothing done, where one of them may not follow.
 */
export function takeMembership(taking: Taking, writer: Writer, records: readonly Uint8Array[]): Applied | null {
  const from = membershipRecords(writer).length;
  if (!appendMembership(writer, taking.identity, records)) return null;
  return settle(taking, writer, from);
}

/**
 * Takes another branch of the log in the place of ours, if the root has decided for it: it has more of the root's decisions on the
 * authority than ours. Null, with nothing done, for any other.
 */
export function adoptBranch(taking: Taking, writer: Writer, records: readonly Uint8Array[]): Applied | null {
  const other = rosterOf(records);
  const { roster } = taking.members();
  if (!other || toHex(other.clinicId) !== toHex(roster.clinicId) || other.decisions <= roster.decisions) return null;
  const ours = membershipRecords(writer).map((record) => toHex(membershipHash(record)));
  const from = records.findIndex((record, at) => toHex(membershipHash(record)) !== ours[at]);
  if (from < 1) return null;
  const touched = nothingApplied();
  // while their keys are here: what names a head of the branch that goes
  for (const eid of transactionsIn(writer, 'applied'))
    if ((headOf(writer, eid, taking.members()) ?? from) >= from) keepOut(taking, writer, eid, 'forked', touched);
  dropMembershipFrom(writer, from);
  if (!appendMembership(writer, taking.identity, records.slice(from))) throw new Error('a branch that does not follow');
  const now = asOfNow(taking, writer);
  addApplied(touched, settle(now, writer, from));
  judgeAnew(now, writer, touched);
  return touched;
}

/** On another branch everything that was kept out by ours may hold, and what a redaction carried over may not. */
function judgeAnew(taking: Taking, writer: Writer, touched: Applied): void {
  for (const eid of transactionsIn(writer, 'quarantined')) retry(taking, writer, eid, touched);
  for (const eid of transactionsIn(writer, 'redacted')) judgeTransaction(taking, writer, eid, touched);
  for (const { eid } of writer.all<{ eid: number }>('SELECT DISTINCT eid FROM set_aside WHERE reason IS NOT NULL')) {
    const last = transactionAt(writer, eid);
    if (last) replaySetAside(taking, writer, last, touched);
  }
}

function settle(taking: Taking, writer: Writer, from: number): Applied {
  const now = asOfNow(taking, writer);
  const members = now.members();
  const touched = nothingApplied();
  for (const eid of transactionsIn(writer, 'waiting')) retake(now, writer, eid, touched);
  // its head came after all
  for (const eid of transactionsIn(writer, 'quarantined'))
    if (isForked(writer, eid) && headOf(writer, eid, members) !== undefined) retry(now, writer, eid, touched);
  for (const eid of lateTransactions(writer, now)) reject(now, writer, eid, touched);
  tellRecovery(now, writer, from);
  for (const [user, standings] of members.standings) judgeAgain(now, writer, standings.slice(1), from, user, touched); // nothing holds of what was before the first
  judgeAgain(now, writer, members.tables, from, null, touched);
  return touched;
}

/** By the list of members as it stands in the database now. */
function asOfNow(taking: Taking, writer: Writer): Taking {
  const members = readMembers(writer);
  return { ...taking, members: () => members, progress: progressOf(writer, members) };
}

/** Whoever has the kit can let anybody in: all are told. */
function tellRecovery({ identity, clock }: Taking, writer: Writer, from: number): void {
  if (usesOfKit(writer, from, identity.deviceHex) > 0) tellOfKit(writer, clock.now());
}

/** A transaction that waited, if all its parts are there. */
function retake(taking: Taking, writer: Writer, eid: number, touched: Applied): void {
  const last = transactionAt(writer, eid);
  if (last && partsOf(writer, last).length === last.parts) takeTransaction(taking, writer, eid, touched);
}

/** What was applied of others behind the last of their envelopes that counts. Whoever was removed goes on seeing what they wrote. */
function lateTransactions(reader: Reader, { members, identity }: Taking): number[] {
  return [...members().devices.values()].flatMap(({ keys, hex, removed }) =>
    removed && hex !== identity.deviceHex
      ? reader
          .all<{ eid: number }>(
            "SELECT eid FROM envelope WHERE device = ? AND seq > ? AND part = parts - 1 AND state IN ('applied', 'redacted') ORDER BY seq",
            keys.id,
            removed.seq,
          )
          .map(({ eid }) => eid)
      : [],
  );
}

/** Takes out of the records what may not be there, as it stands now: a whole transaction that is late, or single operations. */
function reject(taking: Taking, writer: Writer, eid: number, touched: Applied): void {
  const last = transactionAt(writer, eid);
  if (!last) return;
  const device = toHex(last.device);
  const late = device !== taking.identity.deviceHex && isLate(taking.members(), device, last.seq);
  if (last.state === 'applied' && late && !isAdmitted(writer, new Uint8Array(last.hash)))
    keepOut(taking, writer, eid, 'late', touched);
  // of what a redaction dropped there is nothing that could be taken or put away as a whole
  else if (last.state === 'applied' || last.state === 'redacted') judgeTransaction(taking, writer, eid, touched);
}

/** What an owner let hold is judged again where that decision does not hold itself. */
function rejectAll(taking: Taking, writer: Writer, hashes: readonly Uint8Array[], touched: Applied): void {
  for (const hash of hashes) {
    const transaction = transactionOf(writer, hash);
    if (transaction && !isAdmitted(writer, hash)) reject(taking, writer, transaction.eid, touched);
  }
}

function keepOut(taking: Taking, writer: Writer, eid: number, reason: 'late' | 'forked', touched: Applied): void {
  const last = transactionAt(writer, eid);
  if (!last) return;
  const reopened = withdrawAll(taking, writer, last, reason, touched);
  quarantine(taking, writer, last, reason, userOf(writer, eid));
  writer.run('DELETE FROM set_aside WHERE eid = ?', eid);
  rejectAll(taking, writer, reopened, touched);
}

function withdrawAll(taking: Taking, writer: Writer, { eid, hash }: TransactionRow, reason: string, touched: Applied) {
  const known = transactionLog(writer).known(new Uint8Array(hash));
  const reasons = new Map(
    [...(known?.ops ?? [])].filter(([, op]) => isRevocable(op)).map(([index]) => [index, reason]),
  );
  return withdrawOperations(taking, writer, eid, reasons, touched);
}

/** What a restriction that is new rules out of what was applied: transactions behind its cut-offs that name an older head. */
function judgeAgain(
  taking: Taking,
  writer: Writer,
  standings: readonly Standing<unknown>[],
  from: number,
  user: string | null,
  touched: Applied,
): void {
  const members = taking.members();
  for (const { index, cutOffs } of standings) {
    if (index < from || index === 0) continue;
    for (const { hex, keys } of members.devices.values()) {
      const rows = writer.all<{ eid: number }>(
        `SELECT eid FROM envelope WHERE device = ? AND seq > ? AND part = parts - 1 AND state IN ('applied', 'redacted')
           AND (? IS NULL OR user = ?) ORDER BY seq`,
        keys.id,
        cutOffs.get(hex) ?? 0,
        user,
        user,
      );
      for (const { eid } of rows)
        if ((headOf(writer, eid, members) ?? index) < index) judgeTransaction(taking, writer, eid, touched);
    }
  }
}

function judgeTransaction(taking: Taking, writer: Writer, eid: number, touched: Applied): void {
  const last = transactionAt(writer, eid);
  const known = last && transactionLog(writer).known(new Uint8Array(last.hash));
  if (!known) return;
  const judge = judgesOf(writer, taking.members())(eid, known.user);
  const understanding = taking.understanding ?? UNDERSTANDING;
  const aside = new Set(writer.all<{ op: number }>('SELECT op FROM set_aside WHERE eid = ?', eid).map(({ op }) => op));
  const reasons = new Map<number, string>();
  for (const [index, raw] of known.ops) {
    const op = understanding.op(raw);
    const objection = op && (isRevocable(raw) || aside.has(index)) ? judge(op) : null;
    if (objection) reasons.set(index, objection);
  }
  if (reasons.size > 0) rejectAll(taking, writer, withdrawOperations(taking, writer, eid, reasons, touched), touched);
}

/** What a workstation noted of itself is evidence. */
function isRevocable(op: unknown): boolean {
  return !(typeof op === 'object' && op !== null && 'k' in op && op.k === 'l');
}

function retry(taking: Taking, writer: Writer, eid: number, touched: Applied): void {
  const last = transactionAt(writer, eid);
  if (last) retryTransaction(taking, writer, last, touched);
}

function isForked(reader: Reader, eid: number): boolean {
  return reader.get("SELECT 1 FROM quarantine WHERE eid = ? AND reason = 'forked'", eid) !== undefined;
}

function headOf(reader: Reader, eid: number, members: Members): number | undefined {
  const header = headerAt(reader, eid);
  return header ? members.heads.get(toHex(header.membershipHead)) : undefined;
}

function userOf(reader: Reader, eid: number): string | null {
  return reader.get<{ user: string | null }>('SELECT user FROM envelope WHERE eid = ?', eid)?.user ?? null;
}

/** Last envelopes of transactions in a state, in the order in which they came. */
function transactionsIn(reader: Reader, state: EnvelopeState): number[] {
  return reader
    .all<{ eid: number }>('SELECT eid FROM envelope WHERE state = ? AND part = parts - 1 ORDER BY eid', state)
    .map(({ eid }) => eid);
}
