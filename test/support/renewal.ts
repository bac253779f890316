/** New keys for a workstation, as people get them. */
import { expect } from 'vitest';
import { eventually, PASSPHRASE, type TestVault } from './vaults.ts';

/** Gets new keys, approved at another workstation. */
export async function renew(vault: TestVault, owner: TestVault): Promise<void> {
  const { code } = await vault.ask('device.renew', { passphrase: PASSPHRASE });
  expect(await vault.ask('device.renewal', {})).toMatchObject({ state: 'waiting', code });
  await owner.ask('device.approve', { code });
  await eventually(
    async () => {
      const state = await vault.vault.ask('device.renewal', {});
      return state.ok ? JSON.stringify(state.value) : state.error.code;
    },
    (state) => state === '{"state":"none"}' || state.includes('failed'),
    20_000,
  );
  expect(await vault.ask('device.renewal', {})).toEqual({ state: 'none' });
}
