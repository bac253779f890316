import { afterEach, expect, it } from 'vitest';
import { type ClinicOfVaults, clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, type TestVault } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const patient = { resourceType: 'Patient', gender: 'female' } as const;
const idOf = async (vault: TestVault) => String((await vault.ask('record.create', { resource: patient })).resource.id);
const has = async (vault: TestVault, id: string) => (await vault.vault.ask('record.get', { type: 'Patient', id })).ok;
const deviceOf = async (owner: TestVault, name: string) =>
  (await owner.ask('device.list', {})).find((device) => device.name === name);

async function removeLaptop({ vaults }: ClinicOfVaults): Promise<string> {
  const owner = vaults[0] as TestVault;
  const laptop = await deviceOf(owner, 'Room 1');
  await owner.ask('device.revoke', { deviceId: laptop?.deviceId ?? '', reason: 'left in a train' });
  return laptop?.deviceId ?? '';
}

it('a removed workstation learns it, hands over what it had not sent, and gets nothing more', async () => {
  const clinic = await clinicOfVaults(3);
  const [owner, laptop, other] = clinic.vaults as [TestVault, TestVault, TestVault];
  const late = await idOf(laptop); // not sent yet
  await removeLaptop(clinic);
  const later = await idOf(owner);
  await owner.ask('sync.run', { untilIdle: true });
  await laptop.refuse('sync.run', { untilIdle: true }, 'cloud-alarm');
  expect((await laptop.ask('sync.status', {})).alarms.map(({ code }) => code)).toEqual(['workstation-removed']);
  expect(await has(laptop, later)).toBe(false);
  await laptop.refuse('record.create', { resource: patient }, 'not-enrolled');
  expect(await has(laptop, late)).toBe(true); // it can still be read there

  for (const vault of [owner, other]) {
    await vault.ask('sync.run', { untilIdle: true });
    expect(await has(vault, late)).toBe(false);
    expect((await vault.ask('sync.status', {})).quarantined).toBe(1);
  }
  expect((await deviceOf(other, 'Room 1'))?.status).toBe('revoked');
  const [item] = await owner.ask('quarantine.list', {});
  expect(item).toMatchObject({ reason: 'late', device: 'Room 1', records: [{ type: 'Patient', id: late }] });
  await owner.ask('quarantine.decide', { id: item?.id ?? '', decision: 'take' });
  await owner.ask('sync.run', { untilIdle: true });
  await other.ask('sync.run', { untilIdle: true });
  for (const vault of [owner, other]) {
    expect(await has(vault, late)).toBe(true);
    expect((await vault.ask('sync.status', {})).quarantined).toBe(0);
    expect((await vault.ask('vault.verify', {})).problems).toEqual([]);
  }
});

it('a workstation that comes after a new key reads what was written under the old one', async () => {
  const clinic = await clinicOfVaults(2);
  const [owner] = clinic.vaults as [TestVault];
  const before = await idOf(owner);
  expect((await owner.ask('device.rotate', {})).epoch).toBe(2);
  const after = await idOf(owner);
  await clinic.sync();
  const fresh = await clinic.enrol('Room 9');
  await fresh.ask('sync.run', { untilIdle: true });
  for (const id of [before, after])
    for (const vault of [...clinic.vaults, fresh]) expect(await has(vault, id)).toBe(true);
});
