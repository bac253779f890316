import { renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { raise } from '../../../shared/base/result.ts';
import type { storageCalls } from '../../../shared/bridge/storage.ts';
import { unseal, wipe } from '../../../shared/crypto/sodium.ts';
import { type Keyring, openUser, type UserKeys, writeKeyring } from '../access/keyring.ts';
import { checkedTarget, onSource, syncFolder } from '../backup/files.ts';
import { readBackup } from '../backup/format.ts';
import { lastBackup, rememberBackup } from '../backup/last.ts';
import { RESTORED } from '../backup/restore.ts';
import type { TaskProgress } from '../backup/task.ts';
import { clearHome, openClinicOf, refuseRepairing, type VaultCore } from '../core.ts';
import { REBUILT } from '../repair/rebuild.ts';
import { replaceDatabase } from '../repair/replace.ts';
import { openWithPassphrase } from '../session.ts';
import { onDisk } from '../storage/disk.ts';
import { storageTask, type ThreadOptions } from '../storage-thread.ts';
import { inWorkFolder } from '../work-folder.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const storageHandlers: HandlersOf<typeof storageCalls> = {
  'backup.create': (core, { job, file: typed }) =>
    asJob(core, job, async (signal) => {
      const clinic = openClinicOf(core);
      const keyring = core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation yet.');
      const { clock, random, home } = core.options;
      const at = clock.now();
      const file = checkedTarget(typed, home);
      const salt = random.bytes(16);
      const made = await inWorkFolder(core, (work) =>
        clinic.backUp({ file, keyring, at, salt, work }, threadOf(core, job, signal)),
      );
      if (made.verified) clinic.workspace.store.transaction((writer) => rememberBackup(writer, at));
      return { file, at: new Date(at).toISOString(), ...made };
    }),

  'backup.last': (core) => {
    const at = lastBackup(openClinicOf(core).workspace.store);
    return { last: at === undefined ? null : { at: new Date(at).toISOString() } };
  },

  'backup.inspect': (_core, { file }) => {
    const { at, bytes, keyring } = onSource(() => readBackup(resolve(file))).header;
    const { clinicName, users } = keyring;
    return { clinicName, at: new Date(at).toISOString(), bytes, users: users.map(({ user }) => user.name) };
  },

  'backup.restore': (core, { job, file: typed, passphrase, user }) =>
    asJob(core, job, async (signal) => {
      refuseClinic(core);
      const file = resolve(typed);
      const { keyring } = onSource(() => readBackup(file)).header;
      const key = await databaseKey(core, keyring, passphrase, user);
      return inWorkFolder(core, async (work) => {
        const counts = await storageTask('restore', { file, key, work }, threadOf(core, job, signal));
        refuseClinic(core); // made while this was checked
        await takeHome(core, join(work, RESTORED), keyring);
        return counts;
      }).finally(() => wipe(key));
    }),

  'storage.repair': (core, { job, passphrase, user }) =>
    asJob(core, job, async (signal) => {
      const keyring =
        core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation yet. Restore a backup.');
      const key = await ownDatabaseKey(core, keyring, passphrase, user);
      const { database } = core.files;
      const now = core.options.clock.now();
      refuseRepairing(core);
      core.repairing = true;
      for (const [other, work] of core.jobs) if (other !== job) work.abort();
      return inWorkFolder(core, async (work) => {
        await closeClinic(core);
        const rebuilt = await storageTask('repair', { database, key, work, now }, threadOf(core, job, signal));
        return { ...rebuilt, kept: replaceDatabase(database, join(work, REBUILT), now) };
      }).finally(() => {
        core.repairing = false;
        wipe(key);
      });
    }),
};

async function closeClinic(core: VaultCore): Promise<void> {
  await core.clinic?.close();
  core.clinic = null;
  core.tellState();
}

function threadOf(core: VaultCore, job: string, signal: AbortSignal): ThreadOptions {
  const onProgress = (progress: TaskProgress): void => core.options.emit('progress', { job, ...progress });
  return { start: core.options.workers.storage, signal, onProgress };
}

function refuseClinic(core: VaultCore): void {
  if (core.keyring)
    raise(
      'clinic-exists',
      'There is a clinic on this workstation already. It was left as it is; restore into an empty folder.',
    );
}

/** The key of this home's database. Every try counts as one to log in. Raises wrong-passphrase, too-many-tries, database-damaged. */
async function ownDatabaseKey(
  core: VaultCore,
  keyring: Keyring,
  passphrase: string,
  name: string | undefined,
): Promise<Uint8Array> {
  const entry = keyring.users.find(({ user }) => name === undefined || user.name === name);
  const { keys } = await openWithPassphrase(core, entry?.user, passphrase);
  return keyIn(entry, keys);
}

/** The key of the database that a backup's keyring guards, by the passphrase of the user named, or of any. Raises wrong-passphrase, database-damaged. */
async function databaseKey(
  core: VaultCore,
  keyring: Keyring,
  passphrase: string,
  name: string | undefined,
): Promise<Uint8Array> {
  for (const entry of keyring.users) {
    if (name !== undefined && entry.user.name !== name) continue;
    const keys = await openUser(entry.user, passphrase, core.kdf);
    if (!keys) continue;
    return keyIn(entry, keys);
  }
  return raise('wrong-passphrase', 'The passphrase is not right. Nothing is lost; try again.');
}

function keyIn(entry: Keyring['users'][number] | undefined, keys: UserKeys): Uint8Array {
  const key = entry?.databaseKey && unseal(entry.databaseKey, keys.box);
  for (const secret of [keys.sign.secretKey, keys.box.secretKey]) wipe(secret);
  if (entry?.databaseKey === null)
    raise('not-allowed', 'An analyst cannot do this: their key opens no records. Nothing was changed.');
  return key ?? raise('database-damaged', 'The keyring is damaged. Nothing was changed. Restore another backup.');
}

/** Makes a proved database this home's. The keyring comes last: without it there is no clinic here. */
async function takeHome(core: VaultCore, restored: string, keyring: Keyring): Promise<void> {
  core.joining?.abort.abort();
  await clearHome(core);
  onDisk(() => {
    renameSync(restored, core.files.database);
    syncFolder(dirname(core.files.database));
  });
  writeKeyring(core.files.keyring, keyring);
  syncFolder(dirname(core.files.keyring));
  core.keyring = keyring;
  core.tellState();
}
