/** Uses of the recovery kit: whoever has it can let anybody in, so everybody is told; but not who just used it here. */
import { z } from 'zod';
import { toHex } from '../../../shared/base/bytes.ts';
import { readMembershipRecord } from '../../../shared/protocol/membership.ts';
import { membershipRecords } from '../access/membership.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';
import { openAlarms, raiseAlarm } from '../storage/remotes.ts';
import { ALARMS } from './alarms.ts';

const CODE = 'recovered-by-kit';
const KNOWN = 'recovery-known-to';

/** How many records from an index on let in a user, or another workstation than this one, by the kit. */
export function usesOfKit(reader: Reader, from: number, deviceHex: string): number {
  return membershipRecords(reader, from).filter((record) => {
    const body = readMembershipRecord(record)?.body;
    if (body?.by.kind !== 'root') return false;
    return body.kind === 'user' || (body.kind === 'add-device' && toHex(body.device.id) !== deviceHex);
  }).length;
}

/** Raises the alarm, for everybody. */
export function tellOfKit(writer: Writer, now: number): void {
  deleteMeta(writer, KNOWN);
  raiseAlarm(writer, { code: CODE, remote: '', message: ALARMS[CODE], since: now });
}

/**
 * This user was let in by the kit on this workstation, and is not told of it. `from`: length of the log before. Where the kit was used
 * more than once since, or something is told already that nobody has read, the user is told like everybody.
 */
export function knowRecovery(writer: Writer, user: string, from: number, toldBefore: boolean, deviceHex: string): void {
  if (!toldBefore && usesOfKit(writer, from, deviceHex) === 1) setMeta(writer, KNOWN, user);
}

/** Whether it is told already that the kit was used, and nobody has read it. */
export function isRecoveryTold(reader: Reader): boolean {
  return openAlarms(reader).some(({ code }) => code === CODE);
}

/** Whether an alarm says no more than what this user did here. */
export function isOwnDoing(reader: Reader, code: string, user: string | undefined): boolean {
  return code === CODE && user !== undefined && getMeta(reader, KNOWN, z.string()) === user;
}
