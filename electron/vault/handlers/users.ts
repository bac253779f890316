import { v7 as uuidv7 } from 'uuid';
import { raise } from '../../../shared/base/result.ts';
import type { UserStatus, userCalls } from '../../../shared/bridge/users.ts';
import { createUser, rewrapUser, type WrappedUser } from '../access/keyring.ts';
import type { User } from '../access/membership.ts';
import type { UserStatus as Standing } from '../access/membership-secret.ts';
import { rewrapCount } from '../access/rewrap.ts';
import { passphraseStrength, STRENGTH_FLOOR } from '../access/strength.ts';
import { userStatus, userStatuses } from '../access/user-status.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import type { OpenClinic } from '../open-clinic.ts';
import { transact } from '../records/transaction.ts';
import { activeUser, type Workspace } from '../records/workspace.ts';
import { tryPassphrase } from '../session.ts';
import { ownerSigner } from '../sync/change-membership.ts';
import { changeRoles, changeUser } from '../sync/members.ts';
import type { HandlersOf } from './contract.ts';

export const userHandlers: HandlersOf<typeof userCalls> = {
  'user.list': (core) => {
    const { workspace } = openClinicOf(core);
    return userStatuses(workspace.store, workspace.members(), workspace.user()?.id);
  },

  'user.add': async (core, { name, role, passphrase }) => {
    await refuseWeak(core, passphrase, name);
    const { clock, random, kdfCost } = core.options;
    const { workspace, membership } = openClinicOf(core);
    const signer = ownerSigner(workspace);
    const id = uuidv7({ msecs: clock.now(), random: random.bytes(16) });
    const { user } = await createUser({ id, name, role, passphrase, initial: true }, kdfCost, core.kdf, random);
    await changeUser(membership, signer, id, () => ({ user, status: 'active' }));
    return shown(core, id);
  },

  'user.role': (core, { id, role }) => changed(core, id, (user) => ({ ...user, role })),
  'user.disable': (core, { id }) => changed(core, id, (user) => ({ ...user, status: 'disabled' })),
  'user.enable': (core, { id }) => changed(core, id, (user) => ({ ...user, status: 'active' })),

  'user.reset': async (core, { id, passphrase }) => {
    const { workspace } = openClinicOf(core);
    const before = existing(workspace.members().users.get(id));
    if (id === activeUser(workspace).id)
      raise('not-allowed', 'This is your own passphrase: change it with the one that you have. Nothing was changed.');
    await refuseWeak(core, passphrase, before.name);
    const { random, kdfCost } = core.options;
    const { name, role } = before;
    const { user } = await createUser({ id, name, role, passphrase, initial: true }, kdfCost, core.kdf, random);
    return changed(core, id, ({ status, ...now }) => ({ ...user, name: now.name, role: now.role, status }));
  },

  'user.passphrase': async (core, { old, new: chosen }) => {
    const { clinic, workspace } = signingAs(core);
    const { id, name } = activeUser(workspace);
    const user = existing(workspace.members().users.get(id));
    await refuseWeak(core, chosen, name);
    if (old === chosen) raise('weak-passphrase', 'This is the passphrase that you have. Choose another.');
    const { random, kdfCost } = core.options;
    const rewrap = () => rewrapUser(user, { old, new: chosen }, kdfCost, core.kdf, random);
    const { opened: wrapping } = await tryPassphrase(core, user, rewrap);
    const { salt, passes, memory, nonce, commitment, wrapped } = wrapping;
    if (workspace.user()?.id !== id)
      raise('locked', 'The screen was locked meanwhile. The passphrase was not changed.');
    transact(workspace, (reader) => {
      const n = rewrapCount(reader, user) + 1;
      const op = {
        k: 'p' as const,
        g: user.sign,
        n,
        s: salt,
        c: passes,
        m: memory,
        o: nonce,
        h: commitment,
        w: wrapped,
      };
      return { ops: [op], result: undefined };
    });
    clinic.membershipChanged();
    core.tellState();
    return {};
  },

  'roles.save': async (core, { table }) => {
    const { workspace, membership } = openClinicOf(core);
    await changeRoles(membership, ownerSigner(workspace), table);
    core.tellState();
    return {};
  },
};

/** The clinic's database with whoever is logged in as its user; of an analyst only as long as somebody has opened it. Raises locked, clinic-closed. */
function signingAs(core: VaultCore): { clinic: OpenClinic; workspace: Workspace } {
  const { analysis } = core;
  if (!analysis) {
    const clinic = openClinicOf(core);
    return { clinic, workspace: clinic.workspace };
  }
  const clinic =
    core.clinic ??
    raise(
      'clinic-closed',
      "An analyst's passphrase is changed while the clinic's database is open. Nothing was changed. Ask somebody else to log in first.",
    );
  return {
    clinic,
    workspace: { ...clinic.workspace, user: () => (core.analysis === analysis ? analysis.user : null) },
  };
}

/** One change of one user, as they are when the record is made. */
async function changed(
  core: VaultCore,
  id: string,
  change: (user: User) => WrappedUser & { readonly status: Standing },
): Promise<UserStatus> {
  const { workspace, membership } = openClinicOf(core);
  await changeUser(membership, ownerSigner(workspace), id, (before) => {
    const { status, ...user } = change(existing(before));
    return { user, status };
  });
  core.tellState();
  return shown(core, id);
}

/** Read from the log: of an owner who disabled themselves the session is over, and yet this is the answer. */
function shown(core: VaultCore, id: string): UserStatus {
  const workspace = core.clinic?.workspace ?? raise('locked', 'The clinic was closed meanwhile.');
  return userStatus(workspace.store, existing(workspace.members().users.get(id)), workspace.user()?.id);
}

function existing(user: User | undefined): User {
  return user ?? raise('not-found', 'The clinic has no such user. It may not have been synced yet.');
}

/** Raises weak-passphrase. */
async function refuseWeak(core: VaultCore, passphrase: string, name: string): Promise<void> {
  const hints = [name, core.keyring?.clinicName ?? ''];
  if ((await passphraseStrength(passphrase, hints)).score < STRENGTH_FLOOR)
    raise('weak-passphrase', 'This passphrase is too easy to guess. Take four or more unrelated words.');
}
