/** Several workstations of one clinic with a cloud between them, enrolled as people do it. */
import { type Cloud, createCloud } from '../../cloud/main.ts';
import { eventually, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from './vaults.ts';

const clouds: Cloud[] = [];

export interface ClinicOfVaults {
  readonly vaults: readonly TestVault[];
  /** Everybody sends, then everybody has everything. */
  sync(): Promise<void>;
  /** One more workstation, approved by the first. */
  enrol(workstation: string): Promise<TestVault>;
}

/** A clinic with so many workstations, which sync when they are told to. */
export async function clinicOfVaults(count: number): Promise<ClinicOfVaults> {
  const cloud = await createCloud({ data: temporaryFolder(), port: 0 }, { log: false });
  clouds.push(cloud);
  const url = await cloud.listen();
  const owner = await testClinic();
  await owner.ask('remote.add', { url });
  await owner.ask('sync.run', { untilIdle: true });
  const vaults = [owner];
  for (let n = 1; n < count; n++) vaults.push(await enrol(owner, url, `Room ${n}`));
  const sync = async () => {
    for (let round = 0; round < 2; round++)
      for (const vault of vaults) await vault.ask('sync.run', { untilIdle: true });
  };
  await sync();
  return { vaults, sync, enrol: (workstation) => enrol(owner, url, workstation) };
}

async function enrol(owner: TestVault, url: string, workstation: string): Promise<TestVault> {
  const vault = await testVault();
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

/** Closes the clouds; before `cleanUp`. */
export async function closeClouds(): Promise<void> {
  for (const cloud of clouds.splice(0)) await cloud.close();
}
