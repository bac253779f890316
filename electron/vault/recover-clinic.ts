/**
 * A new workstation from the recovery kit alone. The root logs in at the endpoint, reads the membership log and verifies it from its first
 * record, opens the newest epoch's key (older ones follow from it), and signs two records: this workstation, and a new owner. What the
 * endpoint shows may be an older state that is consistent in itself: this workstation alone cannot tell. A checkpoint can.
 */
import { v7 as uuidv7 } from 'uuid';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { raise } from '../../shared/base/result.ts';
import type { RecoverySecret } from '../../shared/bridge/kit.ts';
import { KEY_BYTES, seal } from '../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../shared/envelope/layout.ts';
import { normaliseAddress } from '../../shared/protocol/address.ts';
import { extendRoster, type Roster } from '../../shared/protocol/roster.ts';
import { type Identity, makeIdentity, publicKeys, saveIdentity } from './access/identity.ts';
import { createUser, type WrappedUser, writeKeyring } from './access/keyring.ts';
import {
  appendMembership,
  epochKey,
  findEpochKey,
  findMembers,
  type Members,
  membershipRecords,
  readMembers,
} from './access/membership.ts';
import { addDeviceRecord, authorityRecord, type RecordContext, userRecord } from './access/membership-records.ts';
import { type Root, rootOf, wipeRoot } from './access/recovery.ts';
import { slotsFor } from './access/slots.ts';
import { clearHome, openClinicIn, type VaultCore } from './core.ts';
import { type OpenClinic, remoteOf } from './open-clinic.ts';
import { heartbeat } from './records/transaction.ts';
import { openStore, type Store } from './storage/database.ts';
import { addRemote } from './storage/remotes.ts';
import { memberTransport, RefusedError, type Transport } from './sync/transport.ts';

export interface Recovering {
  readonly secret: RecoverySecret;
  readonly remote: string;
  readonly userName: string;
  readonly passphrase: string;
  readonly workstation: string;
}

/** Others may append at the same moment, but not for ever. */
const TRIES = 8;

/**
 * Makes this empty home a workstation of the clinic, and leaves it open with the new owner. Raises clinic-exists, remote-invalid, what is
 * wrong with phrase or shares, recovery-unknown, already-exists (a user of that name), cloud-alarm and the transport's failures: then nothing
 * is left here; the clinic may know of one workstation more, which nobody has.
 */
export async function recoverClinic(
  core: VaultCore,
  input: Recovering,
): Promise<{ clinicId: string; deviceId: string; userId: string }> {
  if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already. It was left as it is.');
  core.joining?.abort.abort();
  core.joining = null;
  const url =
    normaliseAddress(input.remote) ??
    raise('remote-invalid', 'This is no address of a cloud. It begins with https:// (or http:// in the clinic).');
  const root = await rootOf(input.secret);
  try {
    return await recoverWith(core, input, url, root);
  } finally {
    wipeRoot(root);
  }
}

async function recoverWith(core: VaultCore, input: Recovering, url: string, root: Root) {
  const { random, clock, kdfCost, networkTimeout } = core.options;
  const transport = memberTransport(url, rootIdentity(root), networkTimeout);
  const { genesis, records, roster } = await wholeLog(transport, root);
  const { endpoint } = await transport.createClinic({ genesis });

  const seeds = { sign: random.bytes(KEY_BYTES), box: random.bytes(KEY_BYTES) };
  const identity = makeIdentity(root.clinicId, input.workstation, seeds.sign, seeds.box);
  const id = uuidv7({ msecs: clock.now(), random: random.bytes(16) });
  const who = { id, name: input.userName, role: 'owner' as const, passphrase: input.passphrase };
  const { user, keys } = await createUser(who, kdfCost, core.kdf, random);
  if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already. It was left as it is.');

  await clearHome(core); // what an earlier attempt that was cut off may have left: without a keyring nobody can open it
  const databaseKey = random.bytes(KEY_BYTES);
  const store = openStore({ file: core.files.database, key: databaseKey });
  let members: Members;
  try {
    store.transaction((writer) => {
      saveIdentity(writer, root.clinicId, identity.name, seeds.sign, seeds.box);
      if (!appendMembership(writer, identity, records, root.keys.box)) falseLog();
      if (!findEpochKey(writer, roster.epoch)) falseLog();
    });
    refuseName(findMembers(store) ?? falseLog(), user);
    await join({ core, store, transport, identity, root }, endpoint, user);
    store.transaction((writer) => addRemote(writer, url, clock.now(), endpoint));
    members = readMembers(store);
  } finally {
    store.close();
  }
  core.keyring = {
    v: 2,
    clinicId: root.clinicId,
    clinicName: members.profile.name,
    sample: false,
    deviceId: identity.deviceId,
    status: 'active',
    // first, for whoever names nobody is the first
    users: slotsFor(members, databaseKey).sort((a, b) => Number(b.user.id === id) - Number(a.user.id === id)),
    recovery: seal(databaseKey, root.keys.box.publicKey),
  };
  writeKeyring(core.files.keyring, core.keyring);
  const clinic = openClinicIn(core, databaseKey);
  clinic.login(user, keys);
  heartbeat(clinic.workspace);
  await fetchAll(clinic, url);
  return { clinicId: toHex(root.clinicId), deviceId: identity.deviceHex, userId: id };
}

/** How the root logs in: as a device whose id follows from its key in the same way. */
function rootIdentity({ clinicId, keys }: Root): Identity {
  const deviceId = deviceIdOf(keys.sign.publicKey);
  return { clinicId, deviceId, deviceHex: toHex(deviceId), name: '', ...keys };
}

/** The membership log, verified page by page, so that nobody is kept reading what is none. */
async function wholeLog(transport: Transport, root: Root) {
  const records: Uint8Array[] = [];
  let roster: Roster | null = null;
  try {
    for (;;) {
      const page = await transport.membership(records.length);
      for (const record of page.records) roster = extendRoster(roster, record) ?? falseLog();
      records.push(...page.records);
      if (page.records.length === 0 || records.length >= page.length) break;
    }
  } catch (error) {
    if (error instanceof RefusedError && ['unknown-clinic', 'not-member'].includes(error.refusal.error))
      raise('recovery-unknown', 'This cloud knows no clinic of these words. Nothing was changed. Check the address.');
    throw error;
  }
  const [genesis] = records;
  if (!genesis || !roster || !sameBytes(roster.clinicId, root.clinicId)) return falseLog();
  return { genesis, records, roster };
}

interface Joining {
  readonly core: VaultCore;
  readonly store: Store;
  readonly transport: Transport;
  readonly identity: Identity;
  readonly root: Root;
}

/** The root's records, one after the other: the authority, where it is not this endpoint; the workstation; the owner. */
async function join(joining: Joining, endpoint: Uint8Array, user: WrappedUser): Promise<void> {
  const { identity, store, transport } = joining;
  const [genesis = new Uint8Array()] = membershipRecords(store);
  const moveHere: Plan = (context) => {
    const { authority } = context.roster;
    const here = authority.kind === 'endpoint' && sameBytes(authority.key, endpoint);
    return here ? null : authorityRecord(context, { kind: 'endpoint', key: endpoint });
  };
  // it is no authority yet: it takes this as it takes what another remote has
  await append(joining, moveHere, (record, index) =>
    transport.createClinic({ genesis, following: [record], from: index }),
  );
  await append(joining, (context, { devices }) =>
    devices.has(identity.deviceHex) ? null : addDeviceRecord(context, publicKeys(identity), identity.name),
  );
  await append(joining, (context, members) => {
    if (members.users.has(user.id)) return null;
    refuseName(members, user);
    return userRecord(context, user, 'active', [...context.roster.owners, user.sign], []);
  });
}

type Plan = (context: RecordContext, members: Members) => Uint8Array | null;

async function append(
  { core, store, transport, identity, root }: Joining,
  plan: Plan,
  give: (record: Uint8Array, index: number) => Promise<unknown> = (record) => transport.appendMembership({ record }),
): Promise<void> {
  const { random, clock } = core.options;
  const take = (records: readonly Uint8Array[]) =>
    store.transaction((writer) => appendMembership(writer, identity, records, root.keys.box)) || falseLog();
  for (let tries = 0; tries < TRIES; tries++) {
    const members = readMembers(store);
    const { roster, epoch } = members;
    const signer = { kind: 'root', root: root.keys } as const;
    const record = plan({ roster, epochKey: epochKey(store, epoch), signer, random, now: clock.now() }, members);
    if (!record) return;
    try {
      await give(record, roster.length);
      take([record]);
      return;
    } catch (error) {
      if (!(error instanceof RefusedError) || !['head-moved', 'conflict'].includes(error.refusal.error)) throw error;
      take((await transport.membership(roster.length)).records);
    }
  }
  raise('cloud-busy', 'Others change the members of the clinic at the same time. Try again in a while.');
}

/** Everything that the endpoint has. A line that breaks meanwhile costs nothing: the next sync goes on. */
async function fetchAll(clinic: OpenClinic, url: string): Promise<void> {
  for (;;) {
    const round = await remoteOf(clinic, url).runner.now();
    if (!round.ok || round.value.pulled + round.value.pushed === 0) return;
  }
}

function refuseName({ users }: Members, { id, name }: WrappedUser): void {
  if ([...users.values()].some((other) => other.id !== id && other.name === name))
    raise(
      'already-exists',
      'There is a user of this name already. Choose another; the old one stays until you disable it.',
    );
}

function falseLog(): never {
  return raise(
    'cloud-alarm',
    'What the cloud shows is not the clinic of these words, or not whole. Nothing was taken. Ask whoever runs the endpoint, and try another copy.',
    { alarm: 'membership-forked' },
  );
}
