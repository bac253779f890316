import { afterEach, describe, expect, it } from 'vitest';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
let now = Date.UTC(2026, 5, 1, 8);
const clock = { now: () => now };
afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

async function pair(automatic: boolean): Promise<[TestVault, TestVault, string]> {
  const { url } = await startCloud({}, { clock });
  const owner = await testClinic(undefined, { clock });
  await owner.ask('remote.add', { url });
  await owner.ask('sync.run', { untilIdle: true });
  const other = await joinClinic(owner, url, 'Reception', { clock, automatic });
  await other.ask('sync.run', { untilIdle: true });
  await owner.ask('sync.run', { untilIdle: true });
  return [owner, other, url];
}
const reception = async (vault: TestVault) =>
  (await vault.ask('device.list', {})).find(({ name }) => name === 'Reception');
const envelopes = async (vault: TestVault) => (await vault.ask('vault.verify', {})).envelopes;

async function work(vault: TestVault): Promise<void> {
  await vault.ask('record.create', { resource: { resourceType: 'Patient' } });
  await vault.ask('sync.run', { untilIdle: true });
}

describe('silence', () => {
  it('counts the days on which others worked, and no holidays', async () => {
    const [owner, other] = await pair(false);
    const heard = (await reception(owner))?.lastSigned;
    expect(heard).toBe(new Date(now).toISOString());
    now += 14 * DAY; // the clinic was closed
    await work(owner);
    expect(await reception(owner)).toMatchObject({ silentDays: 1, silent: false, lastSigned: heard });
    now += DAY;
    await work(owner);
    await work(owner);
    expect(await reception(owner)).toMatchObject({ silentDays: 2, silent: false });
    now += DAY;
    await work(owner);
    expect(await reception(owner)).toMatchObject({ silentDays: 3, silent: true });
    expect((await owner.ask('sync.status', {})).alarms).toEqual([]); // a notice, no alarm
    await owner.ask('sync.patience', { days: 5 });
    expect(await reception(owner)).toMatchObject({ silentDays: 3, silent: false });
    await work(other);
    await owner.ask('sync.run', {});
    expect(await reception(owner)).toMatchObject({ silentDays: 0, silent: false });
  });
});

describe('a sign of life', () => {
  it('is given at log-in after an hour without any change, and not more often', async () => {
    const [owner, other] = await pair(true);
    // a window's log-out sends what waits for the trail: one envelope each time
    const again = async () => {
      const first = await envelopes(other);
      await other.ask('session.unlock', { passphrase: PASSPHRASE });
      return (await envelopes(other)) - first;
    };
    await again();
    expect(await again()).toBe(1);
    const before = await envelopes(other);
    await other.ask('session.lock', {});
    now += 2 * HOUR;
    await other.ask('session.unlock', { passphrase: PASSPHRASE });
    expect((await envelopes(other)) - before).toBe(2); // one of them the sign of life
    expect(await again()).toBe(1);
    await other.ask('sync.run', { untilIdle: true });
    await owner.ask('sync.run', { untilIdle: true });
    expect((await reception(owner))?.lastSigned).toBe(new Date(now).toISOString());
  });
});
