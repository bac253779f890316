/**
 * What the author of a transaction might do: by the role, and the table of roles, at the membership head that its envelope names. A
 * later restriction (demotion, disabling, other keys, a narrower table) holds, too, for what lies behind its cut-off, so that nobody
 * gains by naming an old head.
 */
import { judgeOperation, type Refusal } from '../../../shared/access/judge.ts';
import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import type { Members, Standing } from './membership.ts';

/** Where a transaction stands. */
export interface Origin {
  /** Workstation, in hexadecimal. */
  readonly device: string;
  /** seq of its last envelope. */
  readonly seq: number;
  /** Index of the membership record that it names as its head. */
  readonly head: number;
  readonly user: string;
}

/** Why an operation may not be done: what the role lacks, that its author was no active user, that its workstation was removed before. */
export type Objection = Refusal | 'author' | 'late';

/** Null where the operation may be done. */
export type Judge = (op: Op) => Objection | null;

/** Judges the operations of one transaction. */
export function judgeOf(members: Pick<Members, 'standings' | 'tables'>, origin: Origin): Judge {
  const standings = holding(members.standings.get(origin.user) ?? [], origin);
  const tables = holding(members.tables, origin);
  const [then] = standings;
  // whoever still has keys that were replaced since gains nothing by naming the head before that
  const active =
    then !== undefined && standings.every((one) => one.status === 'active' && sameBytes(one.sign, then.sign));
  return (op) => {
    if (op.k === 'l') return null; // what a workstation noted is evidence, whoever was logged in when it was sent
    if (!active) return 'author';
    for (const { role } of standings)
      for (const table of tables) {
        const refusal = judgeOperation(table, role, op);
        if (refusal) return refusal;
      }
    return null;
  };
}

/** The key with which a user signed at a membership head; undefined where they were no user then. */
export function signingKeyAt(members: Pick<Members, 'standings'>, user: string, head: number): Uint8Array | undefined {
  return members.standings.get(user)?.findLast(({ index }) => index <= head)?.value.sign;
}

/** Every key with which a user ever signed. */
export function signingKeysOf(members: Pick<Members, 'standings'>, user: string): Uint8Array[] {
  return (members.standings.get(user) ?? []).map(({ value }) => value.sign);
}

/** What held at the head, and every later change whose cut-off lies before. */
function holding<T>(standings: readonly Standing<T>[], { device, seq, head }: Origin): T[] {
  const at = standings.findLast(({ index }) => index <= head);
  const later = standings.filter(({ index, cutOffs }) => index > head && seq > (cutOffs.get(device) ?? 0));
  return at ? [at.value, ...later.map(({ value }) => value)] : [];
}
