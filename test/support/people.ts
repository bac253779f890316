/** Several people in one clinic, each with a passphrase of their own, as an owner makes them. */
import type { Role } from '../../shared/access/roles.ts';
import type { TestVault } from './vaults.ts';

/** Of nobody in particular, and strong enough. */
export const FIRST = 'nine orchard lanterns drift';

/** What a user chose for themselves. */
export function ownPassphrase(name: string): string {
  return `${name} keeps eleven copper kettles`;
}

/** Makes a user who has not logged in yet. Somebody who may has to be logged in. Gives their id. */
export async function addUser(vault: TestVault, name: string, role: Role): Promise<string> {
  return (await vault.ask('user.add', { name, role, passphrase: FIRST })).id;
}

/** Logs a new user in, who changes the first passphrase as they must. */
export async function firstLogin(vault: TestVault, name: string): Promise<void> {
  await vault.ask('session.unlock', { user: name, passphrase: FIRST });
  await vault.ask('user.passphrase', { old: FIRST, new: ownPassphrase(name) });
}

/** Logs in somebody who has logged in before. */
export async function login(vault: TestVault, name: string): Promise<void> {
  await vault.ask('session.unlock', { user: name, passphrase: ownPassphrase(name) });
}
