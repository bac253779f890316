/**
 * The way out for a workstation that was restored from an older copy, or copied: it asks for new keys like a new one, keeps its home, and
 * writes again what no cloud has of it. Its old keys may not approve that: another workstation may hold the same.
 */
import { join } from 'node:path';
import { toHex } from '../../shared/base/bytes.ts';
import { attempt, ExpectedError, raise } from '../../shared/base/result.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import { type UserKeys, type WrappedUser, writeKeyring } from './access/keyring.ts';
import { openClinicIn, openClinicOf, refuseRepairing, type VaultCore } from './core.ts';
import { codeMailbox } from './crypto/code.ts';
import { REBUILT } from './repair/rebuild.ts';
import { replaceDatabase } from './repair/replace.ts';
import { openWithPassphrase } from './session.ts';
import { listRemotes } from './storage/remotes.ts';
import { ownerSigner } from './sync/change-membership.ts';
import { waitForAnswer } from './sync/joining.ts';
import { removeDevice } from './sync/members.ts';
import { type Newcomer, newWorkstation } from './sync/newcomer.ts';
import { renewedDatabase } from './sync/renewed.ts';
import { mailboxName, putEnrolmentRequest } from './sync/transport.ts';
import { inWorkFolder } from './work-folder.ts';

const JOB = 'renew';

interface Renewing {
  readonly url: string;
  readonly newcomer: Newcomer;
  readonly user: WrappedUser;
  readonly keys: UserKeys;
  readonly key: Uint8Array;
  readonly signal: AbortSignal;
}

/** Asks for new keys; goes on by itself when an owner has approved the code elsewhere. Raises wrong-passphrase, not-found, and the transport's failures. */
export async function requestRenewal(
  core: VaultCore,
  { passphrase, remote }: { passphrase: string; remote?: string | undefined },
): Promise<{ code: string }> {
  const clinic = openClinicOf(core);
  refuseRepairing(core);
  const { store, identity, user } = clinic.workspace;
  const remotes = listRemotes(store).map(({ url }) => url);
  const url =
    remotes.find((one) => remote === undefined || one === remote) ??
    raise('not-found', 'This workstation is connected to no such cloud. The approval comes through one.');
  const slot = core.keyring?.users.find((one) => one.user.id === user()?.id);
  const { keys } = await openWithPassphrase(core, slot?.user, passphrase);
  const key = slot?.databaseKey && unseal(slot.databaseKey, keys.box);
  if (!slot || !key)
    raise(
      'database-damaged',
      'The keyring is damaged. Nothing was changed. Restore a backup, or enrol this workstation again.',
    );
  const { random, networkTimeout } = core.options;
  const newcomer = newWorkstation(identity.name, random, { renews: identity.deviceId });
  const { code, device, sealedName } = newcomer;
  const mailbox = mailboxName(codeMailbox(code));
  await putEnrolmentRequest(url, mailbox, { device, sealedName }, networkTimeout);
  core.renewal?.abort.abort();
  const abort = new AbortController();
  core.renewal = { code, abort, state: 'waiting' };
  core.jobs.set(JOB, abort);
  void complete(core, mailbox, { url, newcomer, user: slot.user, keys, key, signal: abort.signal });
  return { code };
}

/** Waits for the approval and takes the new keys. How it ended stands in `core.renewal`; what cannot be expected is thrown. */
async function complete(core: VaultCore, mailbox: string, renewing: Renewing): Promise<void> {
  const { clock, networkTimeout } = core.options;
  const { url, signal } = renewing;
  const mine = core.renewal;
  const result = await attempt(async () => {
    const sealed = await waitForAnswer(url, mailbox, { signal, now: () => clock.now(), networkTimeout });
    if (core.renewal === mine && mine) core.renewal = { ...mine, state: 'working' };
    await takeKeys(core, renewing, sealed);
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    return null;
  });
  if (core.jobs.get(JOB)?.signal === signal) core.jobs.delete(JOB);
  renewing.key.fill(0);
  if (result && !signal.aborted)
    core.renewal = result.ok || !mine ? null : { ...mine, state: 'failed', failure: result.error };
  core.tellState();
}

async function takeKeys(core: VaultCore, renewing: Renewing, sealed: Uint8Array): Promise<void> {
  const { newcomer, user, keys, key, signal } = renewing;
  const { database } = core.files;
  const keyring = core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation yet.');
  const before = keyring.deviceId;
  refuseRepairing(core);
  core.repairing = true;
  for (const [job, work] of core.jobs) if (job !== JOB) work.abort();
  await core.clinic?.close();
  core.clinic = null;
  core.tellState();
  try {
    await inWorkFolder(core, async (work) => {
      const file = join(work, REBUILT);
      await renewedDatabase({ ...renewing, file, database, keyring, options: core.options }, sealed);
      signal.throwIfAborted();
      replaceDatabase(database, file, core.options.clock.now());
    });
    core.keyring = { ...keyring, deviceId: newcomer.device.id };
    writeKeyring(core.files.keyring, core.keyring);
  } finally {
    core.repairing = false;
  }
  const clinic = openClinicIn(core, new Uint8Array(key));
  clinic.login(user, keys);
  core.tellState();
  // whoever else holds the old keys can send nothing any more; where that fails, an owner removes them
  const removed = await attempt(() =>
    removeDevice(clinic.membership, ownerSigner(clinic.workspace), toHex(before), 'renewed'),
  );
  if (!removed.ok && removed.error.code === 'disk-full') throw new ExpectedError(removed.error);
}
