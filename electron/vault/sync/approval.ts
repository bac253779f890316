/** The owner's side of enrolment: finds the request that a code names, adds the workstation, leaves it its bundle. */
import { z } from 'zod';
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { KEY_BYTES, seal } from '../../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../../shared/envelope/layout.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { DeviceKeys } from '../../../shared/protocol/membership.ts';
import type { EnrolmentRequest } from '../../../shared/protocol/messages.ts';
import type { Roster } from '../../../shared/protocol/roster.ts';
import { byteString, DeviceId } from '../../../shared/protocol/types.ts';
import { membershipRecords } from '../access/membership.ts';
import { CODE_SALT_BYTES, codeMailbox, codeMatches, openUnderCode, readCode, sealUnderCode } from '../crypto/code.ts';
import { comparedWords, type WordLocale } from '../crypto/words.ts';
import { type MembershipContext, ownerSigner } from './change-membership.ts';
import { addDevice } from './members.ts';
import { mailboxName, RefusedError, type Transport } from './transport.ts';

/** What a new workstation seals under its code. */
export const Introduction = z.strictObject({
  salt: byteString({ length: CODE_SALT_BYTES }),
  name: z.string().min(1).max(100),
  /** Of a request by file: opens the keys that wait in the new workstation's home. */
  waitingKey: byteString({ length: KEY_BYTES }).optional(),
  /** Of a workstation that asks for new keys: its old id. Whoever has that may be a copy of it, and does not approve it. */
  renews: DeviceId.optional(),
});

/** Everything that a new workstation needs, sealed to it. */
export const Bundle = z.strictObject({
  v: z.literal(1),
  /** The whole membership log; the last record adds the new workstation and holds its epoch keys. */
  records: z.array(byteString({ max: 64 * 1024 })).min(2),
  approver: DeviceId,
  /** Of an answer by file: where the clinic syncs, for when there is a network. */
  remotes: z.array(z.string().max(2000)).max(50).optional(),
});

/** The six words that both screens show. */
export function enrolmentWords(roster: Roster, approver: DeviceKeys, device: DeviceKeys, locale: WordLocale): string {
  return comparedWords(
    [roster.root.sign, roster.root.box, approver.sign, approver.box, device.sign, device.box],
    locale,
  );
}

export interface Approved {
  readonly deviceId: string;
  readonly name: string;
  readonly words: string;
}

/** Approves the workstation that shows this code. Raises not-allowed, not-authority, code-invalid, code-unknown, code-mismatch and the transport's failures. */
export async function approveDevice(
  context: MembershipContext,
  remotes: readonly { url: string; transport: Transport }[],
  typed: string,
): Promise<Approved> {
  const code = codeOf(typed);
  ownerSigner(context.workspace);
  if (remotes.length === 0)
    raise('not-enrolled', 'Connect this workstation to a cloud first: the new one is found through it.');
  const mailbox = mailboxName(codeMailbox(code));
  const { request, transport } = await findRequest(remotes, mailbox);
  const { sealedBundle, approved } = await answerRequest(context, code, request);
  await transport.putEnrolmentAnswer(mailbox, { sealedBundle });
  return approved;
}

/** The code in its canonical form; raises code-invalid. */
export function codeOf(typed: string): string {
  return (
    readCode(typed) ??
    raise('code-invalid', 'This is no code of a workstation. It has 25 letters and digits; compare it with the screen.')
  );
}

/**
 * Adds the workstation that made a request, if the code commits to its keys, and seals its bundle. `remotes`: what it is told of the
 * clinic's clouds. Raises not-allowed, not-authority, code-mismatch and the transport's failures.
 */
export async function answerRequest(
  context: MembershipContext,
  code: string,
  { device, sealedName }: EnrolmentRequest,
  remotes?: readonly string[],
): Promise<{ sealedBundle: Uint8Array; waitingKey: Uint8Array | undefined; approved: Approved }> {
  const { workspace } = context;
  const signer = ownerSigner(workspace);
  const opened = openUnderCode(code, sealedName);
  const introduction = opened && decodeCbor(Introduction, opened);
  if (
    !introduction ||
    !codeMatches(code, device, introduction.salt) ||
    !sameBytes(device.id, deviceIdOf(device.sign))
  ) {
    raise(
      'code-mismatch',
      'The keys of the request are not those of the workstation that shows this code. Nothing was approved. Ask for a new code.',
    );
  }
  const { name, waitingKey, renews } = introduction;
  if (renews && sameBytes(renews, workspace.identity.deviceId))
    raise(
      'not-allowed',
      'This workstation is a copy of the one that asks, or was copied from it. Approve the code on another workstation of an owner, or recover with the kit. Nothing was changed.',
    );
  await addDevice(context, signer, device, name);
  const bundle = encodeCbor({
    v: 1,
    records: membershipRecords(workspace.store),
    approver: workspace.identity.deviceId,
    ...(remotes ? { remotes } : {}),
  });
  // under the code, too: only who was shown it can answer
  const sealedBundle = sealUnderCode(code, seal(bundle, device.box), workspace.random);
  const { roster, profile, devices } = workspace.members();
  const approver =
    devices.get(workspace.identity.deviceHex) ?? raise('not-enrolled', 'This workstation is no member of the clinic.');
  const words = enrolmentWords(roster, approver.keys, device, profile.locale);
  return { sealedBundle, waitingKey, approved: { deviceId: toHex(device.id), name, words } };
}

async function findRequest(
  remotes: readonly { url: string; transport: Transport }[],
  mailbox: string,
): Promise<{ request: EnrolmentRequest; transport: Transport }> {
  for (const { transport } of remotes) {
    try {
      return { request: await transport.enrolmentRequest(mailbox), transport };
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refusal.error !== 'not-found') throw error;
    }
  }
  return raise(
    'code-unknown',
    'No workstation with this code has asked. Check the code, and that both use the same cloud. A code is valid for a day.',
  );
}
