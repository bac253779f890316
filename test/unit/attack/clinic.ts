/** A clinic in memory with one honest workstation and one whose program is hostile: it signs whatever it likes. */
import { join } from 'node:path';
import { type Identity, makeIdentity, publicKeys, saveIdentity } from '../../../electron/vault/access/identity.ts';
import { createUser, type UserKeys, type WrappedUser } from '../../../electron/vault/access/keyring.ts';
import { appendMembership, epochKey, type Members, readMembers } from '../../../electron/vault/access/membership.ts';
import { addDeviceRecord, genesisRecord, userRecord } from '../../../electron/vault/access/membership-records.ts';
import { sealTransaction } from '../../../electron/vault/crypto/seal.ts';
import { type RootKeys, rootKeys } from '../../../electron/vault/crypto/words.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { openStore, type Store } from '../../../electron/vault/storage/database.ts';
import type { MembershipContext } from '../../../electron/vault/sync/change-membership.ts';
import { type Intake, takeEnvelopes } from '../../../electron/vault/sync/intake.ts';
import type { Transport } from '../../../electron/vault/sync/transport.ts';
import { KDF_FLOOR, randomBytes } from '../../../shared/crypto/sodium.ts';
import { encodeBody, type RemoteClaim } from '../../../shared/envelope/body.ts';
import { clinicIdOf, envelopeHash, parseEnvelope } from '../../../shared/envelope/layout.ts';
import { quickKdf } from '../../support/quick-kdf.ts';
import { recordContext } from '../../support/records.ts';
import { temporaryFolder } from '../../support/vaults.ts';

const random = { bytes: randomBytes };

export interface Fake {
  readonly seq?: number;
  readonly previous?: Uint8Array;
  readonly epoch?: number;
  readonly hlc?: string;
  readonly part?: number;
  readonly parts?: number;
  /** What it claims to have seen of remotes. */
  readonly remotes?: RemoteClaim[];
  /** Id of the user who is said to have done it. */
  readonly user?: string;
}

export interface Clinic {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly honest: Identity;
  readonly hostile: Identity;
  readonly user: WrappedUser;
  readonly keys: UserKeys;
  readonly root: RootKeys;
  /** A second honest workstation of the same clinic that has taken nothing yet. */
  second(): Workspace;
  reload(): void;
  /** For changes of membership that go over a transport, whatever the address. */
  membership(transport: Transport): MembershipContext;
  /** Envelopes of the hostile workstation with these operations, one after the other. */
  envelopes(ops: readonly unknown[], fake?: Fake): Uint8Array[];
  take(envelopes: readonly Uint8Array[], into?: Workspace): Intake;
}

export async function makeClinic(): Promise<Clinic> {
  const root = rootKeys(randomBytes(32));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = [randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(32)] as const;
  const honest = makeIdentity(clinicId, 'Desk', seeds[0], seeds[1]);
  const hostile = makeIdentity(clinicId, 'Hostile', seeds[2], seeds[3]);
  const { user, keys } = await createUser(
    { id: 'u1', name: 'Dr Test', role: 'owner', passphrase: 'four unrelated quiet words' },
    KDF_FLOOR,
    quickKdf,
    random,
  );
  const { record } = genesisRecord(
    root,
    honest,
    { name: 'Test', locale: 'en', timeZone: 'Asia/Shanghai', sample: false },
    user,
    random,
  );
  const makeStore = (): Store => {
    const store = openStore({ file: join(temporaryFolder(), 'x.db'), key: randomBytes(32) });
    store.transaction((writer) => {
      saveIdentity(writer, clinicId, 'Desk', seeds[0], seeds[1]);
      appendMembership(writer, honest, [record]);
    });
    return store;
  };
  const store = makeStore();
  const nurse = (
    await createUser(
      { id: 'nurse', name: 'Nurse', role: 'nurse', passphrase: 'four unrelated quiet words' },
      KDF_FLOOR,
      quickKdf,
      random,
    )
  ).user;
  const append = (record: Uint8Array): Uint8Array => {
    store.transaction((writer) => appendMembership(writer, honest, [record]));
    return record;
  };
  const following = [
    append(addDeviceRecord(recordContext(store, user, keys, honest), publicKeys(hostile), 'Hostile')),
    // with the owner's keys: a test signs for both
    append(
      userRecord(recordContext(store, user, keys, honest), { ...nurse, sign: user.sign }, 'active', [user.sign], []),
    ),
  ];
  let members: Members = readMembers(store);
  const workspaceOf = (of: Store): Workspace => ({
    store: of,
    identity: honest,
    clock: { now: () => Date.UTC(2026, 5, 1) },
    random,
    members: () => members,
    user: () => ({ id: user.id, name: user.name, role: 'owner', keys }),
    dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
    touched: () => undefined,
  });
  const workspace = workspaceOf(store);
  let seq = 0;
  let previous: Uint8Array = new Uint8Array(32);
  return {
    workspace,
    store,
    honest,
    hostile,
    user,
    keys,
    root,
    second: () => {
      const other = makeStore();
      other.transaction((writer) => appendMembership(writer, honest, following));
      return workspaceOf(other);
    },
    reload: () => {
      members = readMembers(store);
    },
    membership: (transport) => ({
      workspace,
      transport: () => transport,
      membershipChanged: () => {
        members = readMembers(store);
      },
    }),
    envelopes: (ops, fake = {}) => {
      const hlc = fake.hlc ?? `${String(Date.UTC(2026, 5, 1)).padStart(15, '0')}-00001`;
      const body = encodeBody(
        {
          v: 1,
          hlc,
          user: fake.user ?? user.id,
          saw: {},
          remotes: fake.remotes ?? [],
          members: members.roster.length,
          registers: 1,
          ops: [...ops],
        },
        { clinicId, deviceId: hostile.deviceId, seq: fake.seq ?? seq + 1 },
        keys.sign.secretKey,
      );
      const sealed = sealTransaction(
        {
          clinicId,
          deviceId: hostile.deviceId,
          deviceSecretKey: hostile.sign.secretKey,
          seq: fake.seq ?? seq + 1,
          previous: fake.previous ?? previous,
          epoch: fake.epoch ?? 1,
          epochKey: epochKey(store, 1),
          membershipHead: members.roster.head,
        },
        body,
        random,
      );
      seq += sealed.length;
      previous = sealed.at(-1)?.hash ?? previous;
      return sealed.map(({ bytes }) => bytes);
    },
    take: (envelopes, into = workspace) => into.store.transaction((writer) => takeEnvelopes(into, writer, envelopes)),
  };
}

/** The id of the write at `index` of a transaction's last envelope. */
export function hashOf(bytes: Uint8Array | undefined): Uint8Array {
  const envelope = bytes && parseEnvelope(bytes);
  if (!envelope) throw new Error('no envelope');
  return envelopeHash(envelope);
}
