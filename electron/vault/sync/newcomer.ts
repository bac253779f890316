/** A workstation that asks to join: its new keys, its code, and what it makes of the bundle that comes back. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { boxKeyPair, KEY_BYTES, seal, signKeyPair, unseal, wipe } from '../../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../../shared/envelope/layout.ts';
import { normaliseAddress } from '../../../shared/protocol/address.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { DeviceKeys } from '../../../shared/protocol/membership.ts';
import { activeDevices, rosterOf } from '../../../shared/protocol/roster.ts';
import { makeIdentity, saveIdentity } from '../access/identity.ts';
import { type Keyring, writeKeyring } from '../access/keyring.ts';
import { appendMembership, findMembers, type Members } from '../access/membership.ts';
import { slotsFor } from '../access/slots.ts';
import { CODE_SALT_BYTES, enrolmentCode, openUnderCode, sealUnderCode } from '../crypto/code.ts';
import { openStore, removeDatabase } from '../storage/database.ts';
import { addRemote } from '../storage/remotes.ts';
import { Bundle, enrolmentWords } from './approval.ts';

export interface Seeds {
  readonly sign: Uint8Array;
  readonly box: Uint8Array;
}

export interface Newcomer {
  readonly seeds: Seeds;
  readonly device: DeviceKeys;
  readonly code: string;
  /** Its name and what its code is made with, under the code. */
  readonly sealedName: Uint8Array;
}

export interface Joined {
  readonly words: string;
  readonly clinicName: string;
  readonly keyring: Keyring;
}

/** New keys, and the code that commits to them. `waitingKey`: of a request by file. `renews`: the old id of one that asks for new keys. */
export function newWorkstation(
  name: string,
  random: Random,
  { waitingKey, renews }: { readonly waitingKey?: Uint8Array; readonly renews?: Uint8Array } = {},
): Newcomer {
  const seeds = { sign: random.bytes(KEY_BYTES), box: random.bytes(KEY_BYTES) };
  const device = deviceKeysOf(seeds);
  const salt = random.bytes(CODE_SALT_BYTES);
  const code = enrolmentCode(device, salt);
  const introduction = encodeCbor({ salt, name, ...(waitingKey ? { waitingKey } : {}), ...(renews ? { renews } : {}) });
  return { seeds, device, code, sealedName: sealUnderCode(code, introduction, random) };
}

/** The public keys that follow from a workstation's seeds. */
export function deviceKeysOf(seeds: Seeds): DeviceKeys {
  const sign = signKeyPair(seeds.sign).publicKey;
  return { id: deviceIdOf(sign), sign, box: boxKeyPair(seeds.box).publicKey };
}

export interface Taking extends Pick<Newcomer, 'seeds' | 'device' | 'code'> {
  /** Where it asked; absent of a request by file. */
  readonly remote?: string;
  readonly workstation: string;
  readonly files: { readonly database: string; readonly keyring: string };
  readonly random: Random;
  readonly now: () => number;
}

/** Opens what an owner answered, and verifies it from the root to this workstation's own record. Raises code-mismatch. */
export function openBundle({ device, seeds, code }: Pick<Newcomer, 'seeds' | 'device' | 'code'>, sealed: Uint8Array) {
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
    raise('code-mismatch', 'The answer is not for this workstation. Nothing was kept. Ask for a new code.');
  }
  return { bundle, roster, approver };
}

/** Verifies the bundle from its root to this workstation's own record, then makes the database and the keyring, unconfirmed. Raises code-mismatch. */
export function takeBundle(options: Taking, sealed: Uint8Array): Joined {
  const { device, seeds, random, files, workstation, remote } = options;
  const { bundle, roster, approver } = openBundle(options, sealed);
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
        raise('code-mismatch', 'The answer is not whole. Ask for a new code.');
      for (const url of remote === undefined ? urlsOf(bundle.remotes) : [remote]) addRemote(writer, url, options.now());
      return findMembers(writer) ?? raise('code-mismatch', 'The answer is not whole. Ask for a new code.');
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

/** What an owner's workstation told of the clinic's clouds, as this program keeps addresses. */
function urlsOf(remotes: readonly string[] = []): string[] {
  return [...new Set(remotes.flatMap((remote) => normaliseAddress(remote) ?? []))];
}
