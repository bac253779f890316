/** An endpoint that forgot the end of the list of members, and on which somebody then went on in another way. */
import { afterEach, describe, expect, it } from 'vitest';
import { joinClinic } from '../../support/clouds.ts';
import { renew } from '../../support/renewal.ts';
import type { TestVault } from '../../support/vaults.ts';
import { cleanUp } from '../../support/vaults.ts';
import { addPatient, alarmsOf, type Stage, settle, stage, strike, trySync } from '../attack/hostile/stage.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

/** Both workstations at a state of the endpoint from which the first one's next changes are missing. */
async function rolledBack(change: (at: TestVault, stage: Stage) => Promise<unknown>): Promise<Stage> {
  const set = await stage(2);
  const before = await set.fork();
  await change(set.vaults[0] as TestVault, set);
  set.endpoint.lies = { route: () => before };
  return set;
}

describe('a list of members that forked behind an endpoint that was rolled back', () => {
  it('is told of, where ours is longer and the endpoint will not take it', async () => {
    const { vaults } = await rolledBack(async (first) => {
      for (let n = 0; n < 2; n++) await first.ask('device.rotate', {});
    });
    const [first, second] = vaults as [TestVault, TestVault];
    await second.ask('device.rotate', {});
    expect(await trySync(first)).toBe('cloud-alarm');
    expect(await alarmsOf(first)).toContain('membership-forked');
  });

  it('is told of as that, where both are as long and a workstation of the other writes', async () => {
    const { vaults, endpoint } = await rolledBack((first) => first.ask('device.rotate', {}));
    const [first, second] = vaults as [TestVault, TestVault];
    const newcomer = await joinClinic(second, endpoint.url, 'Room 2');
    await addPatient(newcomer, 'Li');
    await settle([newcomer]);
    expect(await trySync(first)).toBe('cloud-alarm');
    expect(await alarmsOf(first)).toEqual(['membership-forked']);
  });

  it('is told to a workstation of which the other list knows nothing; under new keys it loses nothing', async () => {
    const set = await stage(2);
    const [first] = set.vaults as [TestVault];
    const before = await set.fork();
    const newcomer = await joinClinic(first, set.endpoint.url, 'Room 2');
    set.endpoint.lies = { route: () => before };
    const second = set.vaults[1] as TestVault;
    await second.ask('device.rotate', {});
    const id = await addPatient(newcomer, 'Li');
    expect(await trySync(newcomer)).toBe('cloud-alarm');
    expect(await alarmsOf(newcomer)).toEqual(['workstation-unlisted']);
    await renew(newcomer, second);
    await settle([newcomer, second]);
    expect((await second.ask('record.get', { type: 'Patient', id })).resource).toMatchObject({
      name: [{ family: 'Li' }],
    });
    expect(await alarmsOf(newcomer)).toEqual([]);
  });
});
