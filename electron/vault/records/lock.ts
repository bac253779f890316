/** What may still be done with a record: anything, amendments only, or additions only. */

import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { RecordView } from '../../../shared/bridge/records.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { signingKeysOf } from '../access/judge.ts';
import type { Members } from '../access/membership.ts';
import type { Reader } from '../storage/database.ts';
import { isFinal } from './final.ts';
import { type LinkedRow, signaturesAbout } from './links.ts';
import type { RecordRow } from './row.ts';
import { isAccepted } from './rules/check.ts';
import { signedChanged } from './rules/signed-changed.ts';
import { contentDigest, type ReadSignature, readSignature } from './signature.ts';

export type Lock = RecordView['lock'];

export interface JudgedSignature {
  readonly row: LinkedRow;
  /** Id of the user who signed; undefined where that cannot be said. */
  readonly user: string | undefined;
  /** A member's own signature, whatever it is over. */
  readonly authentic: boolean;
  /** An authentic one over just what is shown. */
  readonly valid: boolean;
}

type Place = Pick<RecordRow, 'type' | 'id' | 'json' | 'deleted'>;

/** Every signature over a record, judged by the keys in the membership log. */
export function judgeSignatures(reader: Reader, members: Members, record: Place): JudgedSignature[] {
  return signaturesAbout(reader, record).map((row) => {
    const read = readSignature(parseJson(row.json) as JsonObject);
    const isOver = read?.target.type === record.type && read.target.id === record.id;
    const authentic = isOver && isMembers(members, read);
    const valid = authentic && record.deleted === 0 && sameBytes(read.digest, contentDigest(record.json));
    return { row, user: authentic ? read.user : undefined, authentic, valid };
  });
}

/** Whether a signature is that of the member whom it names. */
export function isMembers(members: Members, signature: ReadSignature | null): boolean {
  return signature !== null && signingKeysOf(members, signature.user).some((key) => sameBytes(key, signature.key));
}

/** A record is signed from the first signature of a member on, until a person accepts what a merge made of it. */
export function lockOf(reader: Reader, members: Members, record: Place): Lock {
  const signatures = judgeSignatures(reader, members, record).filter(({ authentic }) => authentic);
  if (signatures.some(({ valid }) => valid)) return 'signed';
  if (signatures.length > 0) {
    const subject = `${record.type}/${record.id}`;
    const breach = signedChanged.judge(reader, subject);
    if (!breach || !isAccepted(reader, signedChanged, subject, breach)) return 'signed';
  }
  return isFinal(parseJson(record.json) as JsonObject) ? 'final' : 'open';
}

/** Raises signed. */
export function refuseSigned(lock: Lock): void {
  if (lock === 'signed')
    raise(
      'signed',
      'This record is signed: it is not changed any more. Write an addendum, or mark it as entered in error. Nothing was changed.',
    );
}

/** Raises signed, append-only. */
export function refuseDeletion(lock: Lock): void {
  refuseSigned(lock);
  if (lock === 'final')
    raise(
      'append-only',
      'This record is final: it is not deleted. Mark it as entered in error, with a reason. Nothing was changed.',
    );
}
