/** The attacks on who belongs to the clinic, and those that only people notice. */
import { cpSync } from 'node:fs';
import { join as pathJoin } from 'node:path';
import { expect } from 'vitest';
import { randomBytes } from '../../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../../shared/protocol/cbor.ts';
import { MembershipPage } from '../../../../shared/protocol/messages.ts';
import { joinClinic, startCloud } from '../../../support/clouds.ts';
import type { Lies } from '../../../support/lying-endpoint.ts';
import { PASSPHRASE, type TestVault, temporaryFolder, testVault } from '../../../support/vaults.ts';
import { addPatient, alarmsOf, idOf, liarBefore, settle, stage, trySync } from './stage.ts';
import { expectTold } from './told.ts';

const records = async (vault: TestVault) => (await vault.ask('vault.status', {})).records;

async function freeze(): Promise<void> {
  let now = Date.UTC(2026, 5, 1, 8);
  const { endpoint, vaults, fork } = await stage(2, { clock: { now: () => now } });
  const [a, b] = vaults as [TestVault, TestVault];
  const [frozen, first] = [await fork(), await idOf(a)];
  endpoint.lies = { route: ({ device }) => (device === first ? frozen : endpoint.honest) };
  for (let day = 0; day < 4; day++) {
    now += 24 * 3600_000;
    for (const vault of [a, b]) {
      await addPatient(vault, `Li ${day}`);
      await vault.ask('sync.run', {});
    }
  }
  const { devices, alarms } = await a.ask('sync.status', {});
  expect(alarms).toEqual([]);
  expect(devices.find(({ self }) => !self)).toMatchObject({ silent: true, silentDays: 4 });
}

async function addMember(): Promise<void> {
  const { endpoint, vaults } = await stage(2);
  const [a] = vaults as [TestVault, TestVault];
  endpoint.lies = {
    sync: (_request, response) => ({ ...response, membershipLength: response.membershipLength + 1 }),
    answer: ({ path }, told) => {
      const page = path.startsWith('/v1/membership') ? decodeCbor(MembershipPage, told.body) : null;
      return page
        ? { ...told, body: encodeCbor({ ...page, records: [randomBytes(400)], length: page.length + 1 }) }
        : told;
    },
  };
  expect(await trySync(a)).toBe('cloud-alarm');
  await expectTold(a, 'membership-forked');
  expect(await a.ask('device.list', {})).toHaveLength(2);
}

async function forkMembers(): Promise<void> {
  const { endpoint, vaults, fork } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const [copy, second] = [await fork(), await idOf(b)];
  // newcomers go where their owner is
  let newcomersTo = endpoint.honest;
  endpoint.lies = {
    route: ({ device }) => (device === second ? copy : device === undefined ? newcomersTo : endpoint.honest),
  };
  await joinClinic(a, endpoint.url, 'Room 2');
  newcomersTo = copy;
  await b.ask('device.rotate', {});
  endpoint.lies = {};
  await addPatient(a, 'Ma');
  await a.ask('sync.run', {});
  await trySync(b);
  await expectTold(b, 'membership-forked');
}

/** The list of members ends before a change, at the cloud that keeps it and at the one that carries it. */
async function withholdMembers(): Promise<void> {
  const { endpoint, vaults } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const other = await liarBefore((await startCloud()).url);
  for (const vault of vaults) await vault.ask('remote.add', { url: other.url });
  await settle(vaults);
  const first = await idOf(a);
  const seen = { length: 0 };
  endpoint.lies = {
    sync: (_request, response) => {
      seen.length = response.membershipLength;
      return response;
    },
  };
  await a.ask('sync.run', {});
  const { length } = seen;
  const lies: Lies = {
    sync: (_request, response, device) => (device === first ? { ...response, membershipLength: length } : response),
  };
  await b.ask('device.rotate', {});
  Object.assign(endpoint, { lies });
  Object.assign(other, { lies });
  await addPatient(b, 'Li');
  await b.ask('sync.run', {});
  for (let round = 0; round < 2; round++) await a.ask('sync.run', {});
  await expectTold(a, 'membership-withheld');
  expect(await records(a)).toBe(0);
  endpoint.lies = {};
  await a.ask('sync.run', {});
  expect(await records(a)).toBe(1); // what waited holds as soon as the log is there
}

/** A liar passes on what a workstation says when it logs in, to an endpoint where it could do harm in its name. */
async function passOnLogin(): Promise<void> {
  const { endpoint, vaults } = await stage(2);
  const [a] = vaults as [TestVault, TestVault];
  const { url } = await startCloud();
  await a.ask('remote.add', { url });
  await a.ask('sync.run', { remote: url });
  await a.vault.close();
  const again = await testVault(a.home);
  await again.ask('session.unlock', { passphrase: PASSPHRASE });
  endpoint.lies = { route: () => url, asItself: true };
  await again.refuse('sync.run', { remote: endpoint.url }, 'cloud-refused');
  expect(endpoint.seen.findLast(({ asked }) => asked.path === '/v1/token')?.told.status).not.toBe(200);
  await again.ask('sync.run', { remote: url }); // and works at its own address
}

async function freshOne(): Promise<void> {
  const { endpoint, vaults, fork } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const { url } = await startCloud();
  for (const vault of vaults) await vault.ask('remote.add', { url });
  await settle(vaults);
  const frozen = await fork();
  for (const name of ['Li', 'Wu']) {
    await addPatient(b, name);
    await settle([b, a]);
  }
  const known = new Set([await idOf(a), await idOf(b)]);
  const fresh = await joinClinic(a, endpoint.url, 'Room 2');
  await a.ask('sync.run', {});
  // the list of members is in the bundle: an endpoint that has less of it is given the rest
  const old = (device: string | undefined, path: string): boolean =>
    path === '/v1/clinics' || (device !== undefined && !known.has(device));
  endpoint.lies = { route: ({ device, path }) => (old(device, path) ? frozen : endpoint.honest) };
  expect(await trySync(fresh)).toBe('ok');
  expect(await records(fresh)).toBe(0);
  expect(await alarmsOf(fresh)).toEqual([]); // it cannot tell by itself
  await fresh.ask('remote.add', { url });
  await settle([a, b]);
  await addPatient(a, 'Ma');
  await settle([a]);
  await fresh.ask('sync.run', { remote: url, untilIdle: true });
  await trySync(fresh);
  await expectTold(fresh, 'log-withheld');
  expect(await records(fresh)).toBe(3);
}

async function wipe(): Promise<void> {
  const { vaults } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push(await addPatient(b, `Bao ${n}`));
  await settle(vaults);
  for (const id of ids) await b.ask('record.delete', { type: 'Patient', id });
  await b.ask('sync.run', { untilIdle: true });
  expect(await trySync(a)).toBe('cloud-alarm');
  await expectTold(a, 'wipe-guard');
  expect(await records(a)).toBe(30);
}

/** A workstation whose home was copied: both copies go on, and nothing of either may take the other's place. */
async function copied(): Promise<void> {
  const { vaults } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  await b.vault.close();
  const home = pathJoin(temporaryFolder(), 'copy');
  cpSync(b.home, home, { recursive: true });
  const [first, second] = [await testVault(b.home), await testVault(home)];
  for (const [vault, name] of [
    [first, 'Li'],
    [second, 'Wu'],
  ] as const) {
    await vault.ask('session.unlock', { passphrase: PASSPHRASE });
    await addPatient(vault, name);
  }
  expect(await trySync(first)).toBe('ok');
  expect(await trySync(second)).toBe('cloud-alarm');
  await expectTold(second, 'equivocation');
  await a.ask('sync.run', {});
  expect([await records(a), await records(second)]).toEqual([1, 1]); // each keeps what it has
}

/** By the row's name in the threat model. */
export const MORE_ROWS: Readonly<Record<string, () => Promise<void>>> = {
  'freeze (let nothing across at all)': freeze,
  'add a workstation, or weaken parameters': addMember,
  'fork the membership log': forkMembers,
  'keep back the end of the membership log': withholdMembers,
  'pass on a login to another endpoint of the clinic': passOnLogin,
  'show a fresh workstation an old but consistent state': freshOne,
  'give a workstation that was copied or restored its old place': copied,
  'carry what would delete most records, signed by a member': wipe,
};
