import { afterEach, describe, expect, it } from 'vitest';
import { extendLogHash } from '../../../../shared/envelope/layout.ts';
import { decodeCbor } from '../../../../shared/protocol/cbor.ts';
import { SyncRequest, type SyncResponse } from '../../../../shared/protocol/messages.ts';
import { startCloud } from '../../../support/clouds.ts';
import { cleanUp, type TestVault } from '../../../support/vaults.ts';
import { hashOf } from '../clinic.ts';
import { addPatient, alarmsOf, copyOf, idOf, settle, stage, strike } from './stage.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

describe('a cloud that shows two workstations two logs', () => {
  it('is found out by what another cloud carries', async () => {
    const { endpoint, vaults, fork } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    await settle(vaults);
    const [copy, second] = [await fork(), await idOf(b)];
    endpoint.lies = { route: ({ device }) => (device === second ? copy : endpoint.honest) };
    await addPatient(a, 'Ma');
    await addPatient(b, 'Li');
    await a.ask('sync.run', { remote: endpoint.url });
    await b.ask('sync.run', { remote: endpoint.url });
    expect([...(await alarmsOf(a)), ...(await alarmsOf(b))]).toEqual([]); // each sees a log that is in order
    await addPatient(b, 'Wu'); // says what it saw
    await b.ask('sync.run', { remote: url });
    await a.ask('sync.run', { remote: url });
    expect(await alarmsOf(a)).toEqual(['log-forked']);
    expect((await a.ask('sync.status', {})).alarms[0]?.remote).toBe(endpoint.url);
  });

  it('is found out when it lets one change across', async () => {
    const { endpoint, vaults, fork } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const [copy, second] = [await fork(), await idOf(b)];
    endpoint.lies = { route: ({ device }) => (device === second ? copy : endpoint.honest) };
    await addPatient(a, 'Ma');
    await settle(vaults);
    await addPatient(b, 'Li');
    await settle(vaults);
    await addPatient(b, 'Wu');
    await settle(vaults);
    const [first, last] = endpoint.seen
      .filter(({ asked }) => asked.path === '/v1/sync' && asked.device === second)
      .flatMap(({ asked }) => decodeCbor(SyncRequest, asked.body)?.push ?? [])
      .slice(-2);
    if (!first || !last) throw new Error('nothing was pushed');
    endpoint.lies = {
      sync: (_request, response): SyncResponse => ({
        ...response,
        envelopes: [first, last],
        nextCursor: response.nextCursor + 2,
        head: response.head + 2,
        logHash: [first, last].reduce((log, bytes) => extendLogHash(log, hashOf(bytes)), response.logHash),
      }),
    };
    await a.ask('sync.run', {}); // what workstations have signed is taken, whoever carries it
    expect(await alarmsOf(a)).toEqual(['log-forked']);
  });
});

describe('a cloud that says to two workstations that it is another', () => {
  it('is found out, though a restored one is not', async () => {
    const { endpoint, vaults, data } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    await settle(vaults);
    const [{ url: restored }, second] = [await startCloud({ data: copyOf(data), restored: true }), await idOf(b)];
    endpoint.lies = { route: ({ device }) => (device === second ? restored : endpoint.honest) };
    await b.ask('sync.run', { remote: endpoint.url });
    expect(await alarmsOf(b)).toEqual(['cloud-lost-data']);
    await addPatient(a, 'Ma'); // says which one it is shown
    await settle(vaults);
    await addPatient(b, 'Li'); // says another, and knows better
    await settle(vaults);
    expect(await alarmsOf(a)).toEqual(['log-forked']);
  });

  it('and one that was restored is not taken for it', async () => {
    const { endpoint, vaults, data } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    await settle(vaults);
    const { url: restored } = await startCloud({ data: copyOf(data), restored: true });
    endpoint.lies = { route: () => restored };
    await b.ask('sync.run', { remote: endpoint.url });
    await addPatient(b, 'Li');
    await b.ask('sync.run', {});
    await a.ask('sync.run', { remote: url });
    await addPatient(a, 'Ma'); // has not looked there yet
    await a.ask('sync.run', { remote: url });
    await b.ask('sync.run', { remote: url });
    await settle(vaults);
    expect([await alarmsOf(a), await alarmsOf(b)]).toEqual([['cloud-lost-data'], ['cloud-lost-data']]);
  });
});

describe('a cloud that keeps changes back', () => {
  it('is found out by what another cloud carries, told once, and again by newer evidence', async () => {
    const { endpoint, vaults, fork } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    await settle(vaults);
    const [frozen, first] = [await fork(), await idOf(a)];
    endpoint.lies = { route: ({ device }) => (device === first ? frozen : endpoint.honest) };
    for (const family of ['Li', 'Wu']) {
      await addPatient(b, family);
      await b.ask('sync.run', {});
    }
    await a.ask('sync.run', { remote: url });
    expect(await alarmsOf(a)).toEqual([]); // it has not looked there yet
    await a.ask('sync.run', { remote: endpoint.url });
    expect(await alarmsOf(a)).toEqual(['log-withheld']);
    await a.ask('sync.dismiss', { code: 'log-withheld' });
    await a.ask('sync.run', {});
    expect(await alarmsOf(a)).toEqual([]);
    await addPatient(b, 'He');
    await settle([b]);
    await addPatient(b, 'Hu');
    await settle([b, a]);
    expect(await alarmsOf(a)).toContain('log-withheld');
  });

  it('and one that is only slow is not', async () => {
    const { endpoint, vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { url } = await startCloud();
    for (const vault of vaults) await vault.ask('remote.add', { url });
    for (let round = 0; round < 3; round++) {
      await addPatient(b, `Li ${round}`);
      await b.ask('sync.run', { remote: endpoint.url });
      await addPatient(b, `Wu ${round}`);
      await b.ask('sync.run', { remote: url });
      await a.ask('sync.run', { remote: url });
      await a.ask('sync.run', { remote: endpoint.url });
    }
    await settle(vaults);
    expect([...(await alarmsOf(a)), ...(await alarmsOf(b))]).toEqual([]);
  });
});
