/** The stage of the attacks: workstations of one clinic behind an endpoint that a test lets lie. */
import { cpSync } from 'node:fs';
import type { OpenOptions } from '../../../../electron/vault/main.ts';
import { closeClouds, joinClinic, startCloud } from '../../../support/clouds.ts';
import { type LyingEndpoint, lyingEndpoint } from '../../../support/lying-endpoint.ts';
import { type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

const liars: LyingEndpoint[] = [];

export interface Stage {
  readonly endpoint: LyingEndpoint;
  readonly vaults: readonly TestVault[];
  /** The folder of the honest endpoint behind the liar. */
  readonly data: string;
  /** Another endpoint over a copy of what the honest one has now: the same incarnation, another future. Its address. */
  fork(): Promise<string>;
}

/** A clinic with so many workstations, all settled; they sync when they are told to. */
export async function stage(count: number, options: OpenOptions = {}): Promise<Stage> {
  const { url, data } = await startCloud();
  const endpoint = await lyingEndpoint(url);
  liars.push(endpoint);
  const owner = await testClinic(undefined, options);
  await owner.ask('remote.add', { url: endpoint.url });
  await owner.ask('sync.run', { untilIdle: true });
  const vaults = [owner];
  for (let n = 1; n < count; n++) vaults.push(await joinClinic(owner, endpoint.url, `Room ${n}`, options));
  await settle(vaults);
  return {
    endpoint,
    vaults,
    data,
    fork: async () => (await startCloud({ data: copyOf(data) })).url,
  };
}

/** A copy of an endpoint's data, as they are now. */
export function copyOf(data: string): string {
  const copy = temporaryFolder();
  cpSync(data, copy, { recursive: true });
  return copy;
}

/** Another liar before an endpoint. */
export async function liarBefore(honest: string): Promise<LyingEndpoint> {
  const liar = await lyingEndpoint(honest);
  liars.push(liar);
  return liar;
}

/** Everybody sends, then everybody has everything. */
export async function settle(vaults: readonly TestVault[]): Promise<void> {
  for (let round = 0; round < 2; round++) for (const vault of vaults) await vault.ask('sync.run', { untilIdle: true });
}

/** A patient of this name; the id. */
export async function addPatient(vault: TestVault, family: string): Promise<string> {
  const { resource } = await vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family }] } });
  return String(resource.id);
}

/** Codes of the open alarms of a workstation. */
export async function alarmsOf(vault: TestVault): Promise<string[]> {
  return (await vault.ask('sync.status', {})).alarms.map(({ code }) => code);
}

/** A workstation's id, in hexadecimal. */
export async function idOf(vault: TestVault): Promise<string> {
  return (await vault.ask('device.list', {})).find(({ self }) => self)?.deviceId ?? '';
}

/** Syncs, whatever comes of it: its error's code, or `ok`. */
export async function trySync(vault: TestVault): Promise<string> {
  const result = await vault.vault.ask('sync.run', { untilIdle: true });
  return result.ok ? 'ok' : result.error.code;
}

/** Takes the stage down; before `cleanUp`. */
export async function strike(): Promise<void> {
  for (const liar of liars.splice(0)) await liar.close();
  await closeClouds();
}
