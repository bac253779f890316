/** Finds who wrote a transaction of the log, and judges by it what its operations may do. */
import { toHex } from '../../../shared/base/bytes.ts';
import { type Judge, judgeOf } from '../access/judge.ts';
import type { Members } from '../access/membership.ts';
import { isAdmitted } from '../storage/admission.ts';
import type { Reader } from '../storage/database.ts';
import { headerAt, transactionAt } from '../storage/log.ts';

/** The judge of a transaction, by the number of its last envelope here, and its author. */
export type Judges = (eid: number, user: string) => Judge;

/** Judges by the membership log as it is known now. */
export function judgesOf(reader: Reader, members: Pick<Members, 'standings' | 'tables' | 'heads' | 'devices'>): Judges {
  return (eid, user) => {
    const header = headerAt(reader, eid);
    const hash = transactionAt(reader, eid)?.hash;
    if (!header || !hash) return () => 'author';
    const device = toHex(header.deviceId);
    const head = members.heads.get(toHex(header.membershipHead));
    const judge: Judge =
      head === undefined ? () => 'author' : judgeOf(members, { device, seq: header.seq, head, user });
    if (!isAdmitted(reader, new Uint8Array(hash)))
      return isLate(members, device, header.seq) ? (op) => (op.k === 'l' ? null : 'late') : judge;
    // an owner let it hold after all; what takes an owner's own right it still does not get
    return (op) => (op.k === 'x' || op.k === 'o' || op.k === 'q' ? judge(op) : null);
  };
}

/** Whether an envelope lies behind the last one that counts of a workstation that was removed. */
export function isLate({ devices }: Pick<Members, 'devices'>, device: string, seq: number): boolean {
  const removed = devices.get(device)?.removed;
  return removed !== undefined && seq > removed.seq;
}
