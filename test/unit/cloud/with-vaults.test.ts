/** An endpoint that is operated, as a real workstation sees it. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ClinicLine, Verified } from '../../../cloud/admin/commands.ts';
import { administerCloud, type Cloud, createCloud } from '../../../cloud/main.ts';
import type { CloudSettingsInput } from '../../../cloud/options.ts';
import { yearCost } from '../../../shared/protocol/usage.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

let cloud: Cloud | null = null;
afterEach(async () => {
  await cleanUp();
  await cloud?.close();
});

async function start(data: string, settings: Partial<CloudSettingsInput> = {}): Promise<string> {
  cloud = await createCloud({ data, port: 0, ...settings }, { log: false });
  return cloud.listen();
}

async function patients(vault: TestVault, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ text: `Patient ${i}` }] } });
}

it('tells a workstation its usage and its price, its quota and its suspension, in words that it understands', async () => {
  const data = temporaryFolder();
  const prices = { storage: 2, transfer: 1, currency: 'CNY' };
  const remote = await start(data, { prices });
  const vault = await testClinic();
  await vault.ask('remote.add', { url: remote });
  await patients(vault, 3);
  await vault.ask('sync.run', { untilIdle: true });
  const usage = await vault.ask('sync.usage', { remote });
  const [line] = (await administerCloud({ data, prices }, { name: 'clinics' })) as ClinicLine[];
  expect(usage).toMatchObject({ bytes: line?.bytes, envelopes: line?.envelopes, quota: 20e9, prices });
  expect(yearCost(usage)?.storage).toBeCloseTo((usage.bytes / 1e9) * 24, 12);
  await vault.refuse('sync.usage', { remote: 'https://elsewhere.example' }, 'not-found');

  const clinic = line?.clinic ?? '';
  await administerCloud({ data }, { name: 'quota', clinic, bytes: 1 });
  await patients(vault, 1);
  await vault.refuse('sync.run', { untilIdle: true }, 'cloud-quota');
  expect((await vault.ask('sync.status', {})).remotes).toMatchObject([{ state: 'alarm' }]); // it is there, and takes nothing
  await administerCloud({ data }, { name: 'suspend', clinic });
  await vault.refuse('sync.run', { untilIdle: true }, 'cloud-suspended');
  await administerCloud({ data }, { name: 'resume', clinic });
  await administerCloud({ data }, { name: 'quota', clinic, bytes: null });
  await vault.ask('sync.run', { untilIdle: true });
  expect((await vault.ask('sync.usage', { remote })).envelopes).toBeGreaterThan(usage.envelopes);
});

it('that takes clinics by invitation says so to who has none', async () => {
  const remote = await start(temporaryFolder(), { invitationOnly: true });
  const vault = await testClinic();
  await vault.refuse('remote.add', { url: remote }, 'cloud-by-invitation');
});

it('is whole again after it was lost and restored from a backup, because workstations send what is missing', async () => {
  const data = temporaryFolder();
  const url = await start(data);
  const port = Number(new URL(url).port);
  const vault = await testClinic();
  await vault.ask('remote.add', { url });
  await patients(vault, 3);
  await vault.ask('sync.run', { untilIdle: true });
  const file = join(temporaryFolder(), 'endpoint.backup');
  expect(await administerCloud({ data }, { name: 'backup', file })).toMatchObject({ ok: true, clinics: 1 });
  await patients(vault, 3);
  await vault.ask('sync.run', { untilIdle: true });
  const before = (await administerCloud({ data }, { name: 'verify' })) as Verified;

  await cloud?.close();
  rmSync(data, { recursive: true });
  mkdirSync(data);
  copyFileSync(file, join(data, 'cloud.sqlite'));
  await start(data, { port, restored: true });
  await vault.ask('sync.run', { untilIdle: true });
  const after = (await administerCloud({ data }, { name: 'verify' })) as Verified;
  expect(after).toEqual({ ...before, envelopes: after.envelopes });
  expect(after.ok).toBe(true);
  expect(after.envelopes).toBeGreaterThanOrEqual(before.envelopes);
  const { alarms } = await vault.ask('sync.status', {});
  expect(alarms.map(({ code }) => code)).toContain('cloud-lost-data');
});
