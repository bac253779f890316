/** The new workstation's side of enrolment: makes keys, shows the code, waits, verifies the bundle, makes its database. */

import { sameBytes } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { boxKeyPair, KEY_BYTES, seal, signKeyPair, unseal, wipe } from '../../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../../shared/envelope/layout.ts';
import { normaliseAddress } from '../../../shared/protocol/address.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { DeviceKeys } from '../../../shared/protocol/membership.ts';
import { ENROLMENT_LIFETIME, MAX_WAIT } from '../../../shared/protocol/messages.ts';
import { activeDevices, rosterOf } from '../../../shared/protocol/roster.ts';
import { makeIdentity, saveIdentity } from '../access/identity.ts';
import { type Keyring, writeKeyring } from '../access/keyring.ts';
import { appendMembership, findMembers, type Members } from '../access/membership.ts';
import { slotsFor } from '../access/slots.ts';
import { CODE_SALT_BYTES, codeMailbox, enrolmentCode, openUnderCode, sealUnderCode } from '../crypto/code.ts';
import { openStore, removeDatabase } from '../storage/database.ts';
import { addRemote } from '../storage/remotes.ts';
import { Bundle, enrolmentWords } from './approval.ts';
import { enrolmentAnswer, mailboxName, putEnrolmentRequest, type Wire } from './transport.ts';

/** Until the answer is asked for again on a bad line. */
const RETRY_MS = 2_000;

export interface Joining {
  readonly code: string;
  /** Ends when the owner approved and the database is there, unconfirmed. */
  readonly approved: Promise<{ words: string; clinicName: string; keyring: Keyring }>;
}

interface JoiningOptions {
  readonly remote: string;
  readonly workstation: string;
  readonly files: { readonly database: string; readonly keyring: string };
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly networkTimeout: number;
  /** What carries requests, and what waits before the next; HTTP and the machine's clock where nothing is said. */
  readonly wire?: Wire;
  readonly pause?: (ms: number) => Promise<void>;
}

/** Asks to join. Raises remote-invalid and the transport's failures; `approved` can also fail with code-mismatch, cancelled. */
export async function requestToJoin(options: JoiningOptions): Promise<Joining> {
  const { random, workstation } = options;
  const url =
    normaliseAddress(options.remote) ??
    raise('remote-invalid', 'This is no address of a cloud. It begins with https:// (or http:// in the clinic).');
  const seeds = { sign: random.bytes(KEY_BYTES), box: random.bytes(KEY_BYTES) };
  const sign = signKeyPair(seeds.sign);
  const device: DeviceKeys = {
    id: deviceIdOf(sign.publicKey),
    sign: sign.publicKey,
    box: boxKeyPair(seeds.box).publicKey,
  };
  const salt = random.bytes(CODE_SALT_BYTES);
  const code = enrolmentCode(device, salt);
  const mailbox = mailboxName(codeMailbox(code));
  const sealedName = sealUnderCode(code, encodeCbor({ salt, name: workstation }), random);
  await putEnrolmentRequest(url, mailbox, { device, sealedName }, options.networkTimeout, options.wire);
  const approved = waitForAnswer(url, mailbox, options).then((sealed) =>
    settle({ ...options, url, seeds, device, code }, sealed),
  );
  return { code, approved };
}

async function waitForAnswer(
  url: string,
  mailbox: string,
  { signal, now, networkTimeout, wire, pause = pauseByClock }: JoiningOptions,
): Promise<Uint8Array> {
  const until = now() + ENROLMENT_LIFETIME * 1000;
  while (now() < until) {
    signal.throwIfAborted();
    try {
      const answer = await enrolmentAnswer(url, mailbox, MAX_WAIT, signal, networkTimeout + MAX_WAIT * 1000, wire);
      if (answer) return answer.sealedBundle;
    } catch (error) {
      // a bad line is no reason to throw the code away; everything else is
      if (
        !(error instanceof ExpectedError) ||
        !['cloud-unreachable', 'cloud-timeout', 'cloud-busy'].includes(error.failure.code)
      )
        throw error;
      await pause(RETRY_MS);
    }
  }
  return raise('code-unknown', 'The code is no longer valid. Ask for a new one.');
}

function pauseByClock(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface Settling extends JoiningOptions {
  readonly url: string;
  readonly seeds: { readonly sign: Uint8Array; readonly box: Uint8Array };
  readonly device: DeviceKeys;
  readonly code: string;
}

/** Verifies the bundle from its root to this workstation's own record, then makes the database and the keyring. */
function settle(options: Settling, sealed: Uint8Array) {
  const { device, seeds, random, files, workstation, url, code } = options;
  options.signal.throwIfAborted();
  const answer = openUnderCode(code, sealed);
  const opened = answer && unseal(answer, boxKeyPair(seeds.box));
  const bundle = opened && decodeCbor(Bundle, opened);
  const roster = bundle && rosterOf(bundle.records);
  const approver = roster && activeDevices(roster).find((known) => bundle && sameBytes(known.id, bundle.approver));
  if (
    !bundle ||
    !roster ||
    !approver ||
    !activeDevices(roster).some((known) => sameBytes(known.sign, device.sign) && sameBytes(known.box, device.box))
  ) {
    raise(
      'code-mismatch',
      'The answer from the cloud is not for this workstation. Nothing was kept. Ask for a new code.',
    );
  }
  // what an earlier attempt that was cut off may have left: without a keyring nobody can open it
  removeDatabase(files.database);
  const databaseKey = random.bytes(KEY_BYTES);
  const store = openStore({ file: files.database, key: databaseKey });
  let members: Members;
  try {
    members = store.transaction((writer) => {
      saveIdentity(writer, roster.clinicId, workstation, seeds.sign, seeds.box);
      const identity = makeIdentity(roster.clinicId, workstation, seeds.sign, seeds.box);
      if (!appendMembership(writer, identity, bundle.records))
        raise('code-mismatch', 'The answer from the cloud is not whole. Ask for a new code.');
      addRemote(writer, url, options.now());
      return (
        findMembers(writer) ?? raise('code-mismatch', 'The answer from the cloud is not whole. Ask for a new code.')
      );
    });
  } finally {
    store.close();
  }
  const words = enrolmentWords(roster, approver, device, members.profile.locale);
  const keyring: Keyring = {
    v: 2,
    clinicId: roster.clinicId,
    clinicName: members.profile.name,
    sample: false,
    deviceId: device.id,
    status: 'unconfirmed',
    words,
    users: slotsFor(members, databaseKey),
    recovery: seal(databaseKey, roster.root.box),
  };
  wipe(databaseKey);
  writeKeyring(files.keyring, keyring);
  return { words, clinicName: members.profile.name, keyring };
}
