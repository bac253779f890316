/** Several workstations of one clinic with a cloud between them, enrolled as people do it. */
import { joinClinic, startCloud } from './clouds.ts';
import { type TestVault, testClinic } from './vaults.ts';

export interface ClinicOfVaults {
  readonly vaults: readonly TestVault[];
  /** Everybody sends, then everybody has everything. */
  sync(): Promise<void>;
  /** One more workstation, approved by the first. */
  enrol(workstation: string): Promise<TestVault>;
}

/** A clinic with so many workstations, which sync when they are told to. */
export async function clinicOfVaults(count: number): Promise<ClinicOfVaults> {
  const { url } = await startCloud();
  const owner = await testClinic();
  await owner.ask('remote.add', { url });
  await owner.ask('sync.run', { untilIdle: true });
  const vaults = [owner];
  for (let n = 1; n < count; n++) vaults.push(await joinClinic(owner, url, `Room ${n}`));
  const sync = async () => {
    for (let round = 0; round < 2; round++)
      for (const vault of vaults) await vault.ask('sync.run', { untilIdle: true });
  };
  await sync();
  return { vaults, sync, enrol: (workstation) => joinClinic(owner, url, workstation) };
}
