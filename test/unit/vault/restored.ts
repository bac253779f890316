/** Homes that are copied, restored, and get new keys. */
import { cpSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect } from 'vitest';
import { PASSPHRASE, type TestVault, temporaryFolder, testVault } from '../../support/vaults.ts';
import { settle } from '../attack/hostile/stage.ts';

/** Of somebody else than the first owner. */
export const OTHER = 'eleven calm otters wander';

/** Opens a home as its owner. */
export async function open(home: string): Promise<TestVault> {
  const vault = await testVault(home);
  await vault.ask('session.unlock', { passphrase: PASSPHRASE });
  return vault;
}

/** A copy of a home that nobody has open. */
export function copyOf(home: string): string {
  const copy = path(temporaryFolder(), 'copy');
  cpSync(home, copy, { recursive: true });
  return copy;
}

/** Canonical JSON of all patients that a workstation has. */
export async function contents(vault: TestVault, ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map(async (id) => (await vault.ask('record.json', { type: 'Patient', id })).json));
}

/** All of them hold the same of these patients, and are whole. */
export async function expectEqual(vaults: readonly TestVault[], ids: readonly string[]): Promise<void> {
  await settle(vaults);
  const [first, ...rest] = vaults;
  if (!first) throw new Error('nobody');
  const expected = await contents(first, ids);
  for (const vault of rest) expect(await contents(vault, ids)).toEqual(expected);
  for (const vault of vaults) expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
}

/** Changes a patient. */
export const patch = (vault: TestVault, id: string, change: Record<string, unknown>) =>
  vault.ask('record.patch', { type: 'Patient', id, patch: change });
