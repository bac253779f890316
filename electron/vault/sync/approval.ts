/** The owner's side of enrolment: finds the request that a code names, adds the workstation, leaves it its bundle. */
import { z } from 'zod';
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { seal } from '../../../shared/crypto/sodium.ts';
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
const Introduction = z.strictObject({
  salt: byteString({ length: CODE_SALT_BYTES }),
  name: z.string().min(1).max(100),
});

/** Everything that a new workstation needs, sealed to it. */
export const Bundle = z.strictObject({
  v: z.literal(1),
  /** The whole membership log; the last record adds the new workstation and holds its epoch keys. */
  records: z.array(byteString({ max: 64 * 1024 })).min(2),
  approver: DeviceId,
});

/** The six words that both screens show. */
export function enrolmentWords(roster: Roster, approver: DeviceKeys, device: DeviceKeys, locale: WordLocale): string {
  return comparedWords(
    [roster.root.sign, roster.root.box, approver.sign, approver.box, device.sign, device.box],
    locale,
  );
}

/** Approves the workstation that shows this code. Raises not-allowed, not-authority, code-invalid, code-unknown, code-mismatch and the transport's failures. */
export async function approveDevice(
  context: MembershipContext,
  remotes: readonly { url: string; transport: Transport }[],
  typed: string,
): Promise<{ deviceId: string; name: string; words: string }> {
  const { workspace } = context;
  const code =
    readCode(typed) ??
    raise(
      'code-invalid',
      'This is no code of a workstation. It has 25 letters and digits; compare it with the screen.',
    );
  const signer = ownerSigner(workspace);
  if (remotes.length === 0)
    raise('not-enrolled', 'Connect this workstation to a cloud first: the new one is found through it.');
  const mailbox = mailboxName(codeMailbox(code));
  const { request, transport } = await findRequest(remotes, mailbox);
  const opened = openUnderCode(code, request.sealedName);
  const introduction = opened && decodeCbor(Introduction, opened);
  const { device } = request;
  if (
    !introduction ||
    !codeMatches(code, device, introduction.salt) ||
    !sameBytes(device.id, deviceIdOf(device.sign))
  ) {
    raise(
      'code-mismatch',
      'The keys at the cloud are not those of the workstation that shows this code. Nothing was approved. Ask for a new code.',
    );
  }
  await addDevice(context, signer, device, introduction.name);
  const bundle = encodeCbor({
    v: 1,
    records: membershipRecords(workspace.store),
    approver: workspace.identity.deviceId,
  });
  // under the code, too: only who was shown it can answer
  const sealedBundle = sealUnderCode(code, seal(bundle, device.box), workspace.random);
  await transport.putEnrolmentAnswer(mailbox, { sealedBundle });
  const { roster, profile, devices } = workspace.members();
  const approver =
    devices.get(workspace.identity.deviceHex) ?? raise('not-enrolled', 'This workstation is no member of the clinic.');
  return {
    deviceId: toHex(device.id),
    name: introduction.name,
    words: enrolmentWords(roster, approver.keys, device, profile.locale),
  };
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
