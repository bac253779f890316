/** The kit on a workstation that is there: a new owner where all passphrases are forgotten. */
import { v7 as uuidv7 } from 'uuid';
import { raise } from '../../shared/base/result.ts';
import type { RecoverySecret } from '../../shared/bridge/kit.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import { createUser } from './access/keyring.ts';
import { refuseOtherClinic, rootOf, wipeRoot } from './access/recovery.ts';
import { openClinicIn, refuseRepairing, type VaultCore } from './core.ts';
import { changeUser, moveAuthority } from './sync/members.ts';
import { isRecoveryTold, knowRecovery } from './sync/recovery.ts';

export interface RecoveringHome {
  readonly secret: RecoverySecret;
  readonly userName: string;
  readonly passphrase: string;
  /** The cloud that was the authority is gone: the root makes this workstation the authority first. */
  readonly withoutCloud: boolean;
}

/**
 * Opens this workstation by the keyring's recovery slot and lets a new owner in. Raises no-clinic, not-enrolled, what is wrong with phrase or
 * shares, phrase-other-clinic, kit-not-proved, already-exists, and where a cloud is the authority the transport's failures.
 */
export async function recoverHome(core: VaultCore, input: RecoveringHome): Promise<{ userId: string }> {
  const keyring =
    core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation. Recover it from its cloud instead.');
  if (keyring.status === 'unconfirmed')
    raise('not-enrolled', 'Compare the six words with the other workstation first.');
  refuseRepairing(core);
  const { random, clock, kdfCost } = core.options;
  const root = await rootOf(input.secret);
  const wasOpen = core.clinic !== null;
  try {
    refuseOtherClinic(root, keyring.clinicId);
    const clinic =
      core.clinic ??
      openClinicIn(
        core,
        unseal(keyring.recovery, root.keys.box) ??
          raise(
            'kit-not-proved',
            'The words are this clinic’s, but they do not open the database of this workstation.',
          ),
      );
    const { membership, workspace } = clinic;
    const signer = { kind: 'root', root: root.keys } as const;
    if (input.withoutCloud)
      await moveAuthority(membership, signer, { kind: 'device', id: workspace.identity.deviceId });
    const id = uuidv7({ msecs: clock.now(), random: random.bytes(16) });
    const who = { id, name: input.userName, role: 'owner' as const, passphrase: input.passphrase };
    const { user, keys } = await createUser(who, kdfCost, core.kdf, random);
    const [from, told] = [workspace.members().roster.length, isRecoveryTold(workspace.store)];
    await changeUser(membership, signer, id, () => ({ user, status: 'active' }));
    workspace.store.transaction((writer) => knowRecovery(writer, id, from, told, workspace.identity.deviceHex));
    clinic.login(user, keys);
    return { userId: id };
  } catch (error) {
    if (!wasOpen) {
      await core.clinic?.close();
      core.clinic = null;
    }
    throw error;
  } finally {
    wipeRoot(root);
  }
}
