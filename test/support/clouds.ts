/** Clouds for tests, and workstations that join a clinic through one as people do it. */
import { type Cloud, createCloud } from '../../cloud/main.ts';
import type { CloudSettingsInput } from '../../cloud/options.ts';
import type { OpenOptions } from '../../electron/vault/main.ts';
import type { Clock } from '../../shared/base/world.ts';
import { eventually, PASSPHRASE, type TestVault, temporaryFolder, testVault } from './vaults.ts';

export interface StartedCloud {
  readonly url: string;
  readonly cloud: Cloud;
  /** The folder of what it keeps. */
  readonly data: string;
}

const clouds: Cloud[] = [];

/** An endpoint with a folder of its own, on a free port unless the settings say otherwise. */
export async function startCloud(
  settings: Partial<CloudSettingsInput> = {},
  world: { readonly clock?: Clock } = {},
): Promise<StartedCloud> {
  const data = settings.data ?? temporaryFolder();
  const cloud = await createCloud({ port: 0, ...settings, data }, { log: false, ...world });
  clouds.push(cloud);
  return { url: await cloud.listen(), cloud, data };
}

/** A new workstation of the owner's clinic: its code approved, the words compared, unlocked. */
export async function joinClinic(
  owner: TestVault,
  url: string,
  workstation = 'Laptop',
  options: OpenOptions = {},
): Promise<TestVault> {
  const vault = await testVault(undefined, options);
  const { code } = await vault.ask('device.request', { remote: url, workstation });
  const { words } = await owner.ask('device.approve', { code });
  await eventually(
    () => vault.ask('session.state', {}),
    (state) => state.kind === 'joining' && state.words !== undefined,
  );
  await vault.ask('device.confirm', { words });
  await vault.ask('session.unlock', { passphrase: PASSPHRASE });
  return vault;
}

/** Closes all clouds, also those that are closed already. */
export async function closeClouds(): Promise<void> {
  for (const cloud of clouds.splice(0)) await cloud.close();
}
