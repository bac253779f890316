/** Who can open the database here: one slot for each active user, the database key sealed to their box key. */
import { toHex } from '../../../shared/base/bytes.ts';
import { seal } from '../../../shared/crypto/sodium.ts';
import type { Keyring, Slot, WrappedUser } from './keyring.ts';
import type { Members } from './membership.ts';

/** A slot for each active user. An analyst's opens no more than what is made for analysts; there is none of it yet. */
export function slotsFor(members: Pick<Members, 'users'>, databaseKey: Uint8Array): Slot[] {
  return [...members.users.values()]
    .filter(({ status }) => status === 'active')
    .map(({ status: _, ...user }) => ({ user, databaseKey: keyFor(user, databaseKey), analysisKey: null }));
}

/**
 * The keyring as the membership log has it now: users come and go, names, roles and passphrases change. Sealed keys of users who stay are
 * left as they are, in their order. The same object where nothing changed.
 */
export function withSlots(
  keyring: Keyring,
  members: Pick<Members, 'users' | 'profile'>,
  databaseKey: Uint8Array,
): Keyring {
  const place = ({ user }: Slot): number => {
    const at = keyring.users.findIndex((old) => old.user.id === user.id);
    return at < 0 ? keyring.users.length : at;
  };
  const inPlace = slotsFor(members, databaseKey).sort((a, b) => place(a) - place(b));
  const users = inPlace.map((slot): Slot => {
    const old = keyring.users.find(({ user }) => user.id === slot.user.id);
    if (!old || toHex(old.user.box) !== toHex(slot.user.box)) return slot;
    const staysOpen = (old.databaseKey === null) === (slot.databaseKey === null);
    return { ...slot, analysisKey: old.analysisKey, databaseKey: staysOpen ? old.databaseKey : slot.databaseKey };
  });
  return isSame(keyring.users, users) ? keyring : { ...keyring, users };
}

function keyFor(user: WrappedUser, databaseKey: Uint8Array): Uint8Array | null {
  return user.role === 'analyst' ? null : seal(databaseKey, user.box);
}

function isSame(a: readonly Slot[], b: readonly Slot[]): boolean {
  return a.length === b.length && a.every((slot, at) => describe(slot) === describe(b[at] as Slot));
}

function describe({ user, databaseKey, analysisKey }: Slot): string {
  const { id, name, role, sign, wrapped, salt, initial } = user;
  return [id, name, role, toHex(sign), toHex(wrapped), toHex(salt), initial === true, !databaseKey, !analysisKey].join(
    '\n',
  );
}
