import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, PASSPHRASE, type TestVault, testVault } from '../../../support/vaults.ts';
import { addPatient, alarmsOf, settle, stage, strike, trySync } from './stage.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

const records = async (vault: TestVault) => (await vault.ask('vault.status', {})).records;

async function clinic(count: number) {
  const { endpoint, vaults } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await addPatient(b, `Bao ${n}`));
  await settle(vaults);
  return { endpoint, a, b, ids };
}

async function remove(vault: TestVault, ids: readonly string[]): Promise<void> {
  for (const id of ids) await vault.ask('record.delete', { type: 'Patient', id });
  await vault.ask('sync.run', { untilIdle: true });
}

describe('a workstation that deletes most records', () => {
  it('does not empty the others: nothing of it is taken, their own work goes out, and an owner may take it', async () => {
    const { endpoint, a, b, ids } = await clinic(40);
    await remove(b, ids.slice(0, 30));
    expect(await trySync(a)).toBe('cloud-alarm');
    expect(await alarmsOf(a)).toEqual(['wipe-guard']);
    expect(await records(a)).toBe(40);
    const remote = async () => (await a.ask('remote.list', {}))[0];
    expect((await remote())?.wipe).toEqual({ removed: 30, live: 40 });
    await addPatient(a, 'New');
    expect(await trySync(a)).toBe('cloud-alarm');
    expect((await remote())?.pendingEnvelopes).toBe(0);
    await b.ask('sync.run', { untilIdle: true });
    expect(await records(b)).toBe(11);
    await a.ask('sync.wipe', { remote: endpoint.url, take: false }); // read, and refused
    expect(await alarmsOf(a)).toEqual([]);
    expect(await trySync(a)).toBe('cloud-alarm');
    expect(await records(a)).toBe(41);
    await a.ask('sync.wipe', { remote: endpoint.url, take: true });
    expect(await trySync(a)).toBe('ok');
    expect(await records(a)).toBe(11);
    expect(await alarmsOf(a)).toEqual([]);
    await a.refuse('sync.wipe', { remote: endpoint.url, take: true }, 'not-found');
    for (const vault of [a, b]) expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
  });

  it('is noticed over many pages, and after a restart in between', async () => {
    const { endpoint, a, b, ids } = await clinic(40);
    await remove(b, ids.slice(0, 30));
    let left = 12;
    endpoint.lies = {
      request: (request) => ({ ...request, pullMax: 1 }),
      instead: ({ path, device }) =>
        path === '/v1/sync' && device !== undefined && left-- <= 0
          ? { status: 500, body: new Uint8Array() }
          : undefined,
    };
    expect(await trySync(a)).toBe('cloud-busy');
    expect(await records(a)).toBeLessThan(40);
    expect(await records(a)).toBeGreaterThan(20);
    await a.vault.close();
    left = Number.POSITIVE_INFINITY;
    const again = await testVault(a.home);
    await again.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await trySync(again)).toBe('cloud-alarm');
    expect(await records(again)).toBe(20); // one more would have been more than half
    expect(await alarmsOf(again)).toEqual(['wipe-guard']);
  });

  it('is nothing to ask about where it is few, or half, or was never here', async () => {
    const { endpoint, a, b, ids } = await clinic(44);
    await remove(b, ids.slice(0, 22));
    expect(await trySync(a)).toBe('ok');
    await remove(b, ids.slice(22, 40));
    expect(await trySync(a)).toBe('ok'); // most of the rest, but few
    expect(await records(a)).toBe(4);
    for (let n = 0; n < 30; n++)
      await a.ask('record.delete', { type: 'Patient', id: await addPatient(a, `Short ${n}`) });
    await a.ask('sync.run', { untilIdle: true });
    endpoint.lies = { request: (request) => ({ ...request, pullMax: 1 }) };
    expect(await trySync(b)).toBe('ok'); // came and went while this one was away
    expect(await records(b)).toBe(4);
  });
});
