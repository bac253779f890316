/**
 * The way out for a workstation that was restored from an older copy, or copied: it asks for new keys like a new one, keeps its home, and
 * writes again what no cloud has of it. Its old keys may not approve that: another workstation may hold the same.
 */
import { join } from 'node:path';
import { toHex } from '../../shared/base/bytes.ts';
import type { Failure } from '../../shared/base/errors.ts';
import { attempt, ExpectedError, raise } from '../../shared/base/result.ts';
import { RENEWAL_JOB } from '../../shared/bridge/sync.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import { type UserKeys, type WrappedUser, writeKeyring } from './access/keyring.ts';
import { openClinicIn, openClinicOf, type Renewal, refuseRepairing, type VaultCore } from './core.ts';
import { codeMailbox } from './crypto/code.ts';
import type { OpenClinic } from './open-clinic.ts';
import { REBUILT } from './repair/rebuild.ts';
import { replaceDatabase } from './repair/replace.ts';
import { lockSession, openWithPassphrase } from './session.ts';
import { listRemotes } from './storage/remotes.ts';
import { ownerSigner } from './sync/change-membership.ts';
import { waitForAnswer } from './sync/joining.ts';
import { removeDevice } from './sync/members.ts';
import { type Newcomer, newWorkstation } from './sync/newcomer.ts';
import { renewedDatabase } from './sync/renewed.ts';
import { mailboxName, putEnrolmentRequest } from './sync/transport.ts';
import { inWorkFolder } from './work-folder.ts';

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
  core.jobs.set(RENEWAL_JOB, abort);
  void complete(core, mailbox, { url, newcomer, user: slot.user, keys, key, signal: abort.signal });
  return { code };
}

/** Waits for the approval and takes the new keys. How it ended stands in `core.renewal`; what cannot be expected is thrown. */
async function complete(core: VaultCore, mailbox: string, renewing: Renewing): Promise<void> {
  const { clock, networkTimeout } = core.options;
  const { url, signal } = renewing;
  const result = await attempt(async () => {
    const sealed = await waitForAnswer(url, mailbox, { signal, now: () => clock.now(), networkTimeout });
    stands(core, signal, 'working');
    await takeKeys(core, renewing, sealed);
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    return null;
  });
  if (core.jobs.get(RENEWAL_JOB)?.signal === signal) core.jobs.delete(RENEWAL_JOB);
  renewing.key.fill(0);
  if (result && !result.ok && !signal.aborted) stands(core, signal, 'failed', result.error);
  else if (core.renewal?.abort.signal === signal) core.renewal = null;
  core.tellState();
}

/** Notes how far it came; not of one that another request took the place of. */
function stands(core: VaultCore, signal: AbortSignal, state: Renewal['state'], failure?: Failure): void {
  if (core.renewal?.abort.signal === signal)
    core.renewal = { ...core.renewal, state, ...(failure === undefined ? {} : { failure }) };
}

async function takeKeys(core: VaultCore, renewing: Renewing, sealed: Uint8Array): Promise<void> {
  const { newcomer, user, signal } = renewing;
  const { database } = core.files;
  const keyring = core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation yet.');
  refuseRepairing(core);
  core.repairing = true;
  for (const [job, work] of core.jobs) if (job !== RENEWAL_JOB) work.abort();
  const present = core.clinic?.workspace.user()?.id === user.id;
  await core.clinic?.close();
  core.clinic = null;
  core.tellState();
  try {
    await inWorkFolder(core, async (work) => {
      const file = join(work, REBUILT);
      await renewedDatabase(
        {
          ...renewing,
          file,
          database,
          keyring,
          options: core.options,
          tell: (progress) => core.options.emit('progress', { job: RENEWAL_JOB, unit: 'changes', ...progress }),
          finishing: () => {
            stands(core, signal, 'finishing');
            core.tellState();
          },
        },
        sealed,
      );
      replaceDatabase(database, file, core.options.clock.now());
    });
    core.keyring = { ...keyring, deviceId: newcomer.device.id };
    writeKeyring(core.files.keyring, core.keyring);
  } catch (error) {
    core.repairing = false;
    if (present) await attempt(() => reopen(core, renewing)); // as it was; where that is not possible, it stays locked
    throw error;
  }
  core.repairing = false;
  await removeOld(core, renewing, keyring.deviceId, present);
}

/** The clinic with the user who asked for the keys; null where the home is given back meanwhile. */
function reopen(core: VaultCore, { user, keys, key }: Renewing): OpenClinic | null {
  if (core.closing) return null;
  const clinic = openClinicIn(core, new Uint8Array(key));
  clinic.login(user, keys);
  return clinic;
}

/** Whoever else holds the old keys can send nothing any more; where that fails, an owner removes them. */
async function removeOld(core: VaultCore, renewing: Renewing, before: Uint8Array, present: boolean): Promise<void> {
  const clinic = reopen(core, renewing);
  if (!clinic) return;
  if (present) core.tellState();
  const removed = await attempt(() =>
    removeDevice(clinic.membership, ownerSigner(clinic.workspace), toHex(before), 'renewed'),
  );
  if (!present) lockSession(core); // somebody had locked the screen, or taken over
  if (!removed.ok && removed.error.code === 'disk-full') throw new ExpectedError(removed.error);
}
