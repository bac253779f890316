import { afterEach, describe, expect, it } from 'vitest';
import { startCloud } from '../../support/clouds.ts';
import { cleanUp, type TestVault } from '../../support/vaults.ts';
import { addPatient, copyOf, settle, stage, strike, trySync } from '../attack/hostile/stage.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

const records = async (vault: TestVault) => (await vault.ask('vault.status', {})).records;

describe('two clouds', () => {
  it('hold the same after one of them lost everything, and everybody has everything through either', async () => {
    const { endpoint, vaults, data } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    await settle(vaults);
    const early = copyOf(data);
    await addPatient(a, 'Ma');
    await a.ask('sync.run', { remote: endpoint.url });
    await addPatient(b, 'Li');
    await b.ask('sync.run', { remote: url });
    await addPatient(a, 'Wu'); // only here
    const { url: restored } = await startCloud({ data: early, restored: true });
    endpoint.lies = { route: () => restored };
    await settle(vaults);
    await settle(vaults);
    expect([await records(a), await records(b)]).toEqual([3, 3]);
    // each has all of it: a workstation that has only one of them misses nothing
    for (const [only, other] of [
      [endpoint.url, url],
      [url, endpoint.url],
    ] as const) {
      await a.ask('remote.remove', { url: other });
      await addPatient(b, only);
      await settle([b]);
      expect(await trySync(a)).toBe('ok');
      expect(await records(a)).toBe(await records(b));
      await a.ask('remote.add', { url: other });
      await settle(vaults);
    }
    for (const vault of vaults) {
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
      expect((await vault.ask('sync.status', {})).remotes.map((remote) => remote.pendingEnvelopes)).toEqual([0, 0]);
    }
  });
});
