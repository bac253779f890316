/** A clinic's workspace without the vault around it: real database, keys, membership, without Argon2id and timers. */
import { rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { loadIdentity, makeIdentity, saveIdentity } from '../../electron/vault/access/identity.ts';
import { createUser, openUser, readKeyring } from '../../electron/vault/access/keyring.ts';
import { appendMembership, readMembers } from '../../electron/vault/access/membership.ts';
import { genesisRecord } from '../../electron/vault/access/membership-records.ts';
import type { Profile } from '../../electron/vault/access/membership-secret.ts';
import { rootKeys } from '../../electron/vault/crypto/words.ts';
import { dayIn } from '../../electron/vault/records/dates.ts';
import type { ActiveUser, Workspace } from '../../electron/vault/records/workspace.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { homeFiles } from '../../electron/vault/world.ts';
import { cryptoReady, KDF_FLOOR, KEY_BYTES, passphraseKey, randomBytes, unseal } from '../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../shared/envelope/layout.ts';
import { PASSPHRASE } from './vaults.ts';

export interface BenchWorkspace {
  readonly workspace: Workspace;
  close(): void;
}

/** A new clinic in a database file; `encrypted` false only for the yardstick on a plain file. */
export async function makeWorkspace(file: string, encrypted: boolean): Promise<BenchWorkspace> {
  await cryptoReady;
  const random = { bytes: randomBytes };
  const store = openStore({ file, key: encrypted ? randomBytes(KEY_BYTES) : null });
  const root = rootKeys(randomBytes(KEY_BYTES));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = { sign: randomBytes(KEY_BYTES), box: randomBytes(KEY_BYTES) };
  const identity = makeIdentity(clinicId, 'Bench', seeds.sign, seeds.box);
  const who = { id: uuidv7(), name: 'Dr Bench', role: 'owner' as const, passphrase: 'not derived from' };
  const { user, keys } = await createUser(who, KDF_FLOOR, async () => randomBytes(KEY_BYTES), random);
  const profile: Profile = { name: 'Bench', locale: 'en', timeZone: SAMPLE_TIME_ZONE, sample: false };
  const { record } = genesisRecord(root, identity, profile, user, random);
  store.transaction((writer) => {
    saveIdentity(writer, clinicId, identity.name, seeds.sign, seeds.box);
    if (!appendMembership(writer, identity, [record])) throw new Error('our own first record does not hold');
  });
  return workspaceOf(store, { id: user.id, name: user.name, role: user.role, keys });
}

/** Removes a closed database. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** The clinic of a home whose vault is closed. */
export async function openWorkspace(home: string, passphrase: string): Promise<BenchWorkspace> {
  const { user, key } = await unlockHome(home, passphrase);
  return workspaceOf(openStore({ file: homeFiles(home).database, key }), user);
}

/** A copy of a home's database, by the home's user. */
export async function openCopy(home: string, file: string, encrypted: boolean): Promise<BenchWorkspace> {
  const { user, key } = await unlockHome(home, PASSPHRASE);
  const { workspace, close } = workspaceOf(openStore({ file, key: encrypted ? key : null }), user);
  return {
    workspace,
    close: () => {
      close();
      removeDatabase(file);
    },
  };
}

/** The key of a bench home's database. */
export async function databaseKey(home: string): Promise<Uint8Array> {
  return (await unlockHome(home, PASSPHRASE)).key;
}

async function unlockHome(home: string, passphrase: string): Promise<{ user: ActiveUser; key: Uint8Array }> {
  await cryptoReady;
  const entry = readKeyring(homeFiles(home).keyring)?.users[0];
  const kdf = async (...how: Parameters<typeof passphraseKey>) => passphraseKey(...how);
  const keys = entry && (await openUser(entry.user, passphrase, kdf));
  const key = keys && entry.databaseKey && unseal(entry.databaseKey, keys.box);
  if (!key) throw new Error('the home does not open');
  const { id, name, role } = entry.user;
  return { user: { id, name, role, keys }, key };
}

function workspaceOf(store: Store, user: ActiveUser): BenchWorkspace {
  const members = readMembers(store);
  const workspace: Workspace = {
    store,
    identity: loadIdentity(store),
    clock: { now: () => Date.now() },
    random: { bytes: randomBytes },
    members: () => members,
    user: () => user,
    dayOf: dayIn(members.profile.timeZone),
    touched: () => {},
  };
  return { workspace, close: () => store.close() };
}
