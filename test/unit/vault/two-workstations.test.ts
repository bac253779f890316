import { afterEach, describe, expect, it } from 'vitest';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { cleanUp, eventually, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

/** Enrols a second workstation the way two people do it. */
async function enrol(owner: TestVault, url: string): Promise<TestVault> {
  const second = await testVault();
  const { code } = await second.ask('device.request', { remote: url, workstation: 'Laptop' });
  const approved = await owner.ask('device.approve', { code: code.toLowerCase().replaceAll('-', ' ') });
  expect(approved.name).toBe('Laptop');
  const state = await eventually(
    () => second.ask('session.state', {}),
    (s) => s.kind === 'joining' && s.words !== undefined,
  );
  expect(state).toMatchObject({ words: approved.words, clinicName: 'Test Clinic' });
  await second.refuse('session.unlock', { passphrase: PASSPHRASE }, 'not-enrolled');
  await second.refuse('device.confirm', { words: 'these are not the six words' }, 'words-mismatch');
  await second.ask('device.confirm', { words: approved.words });
  await second.ask('session.unlock', { passphrase: PASSPHRASE });
  return second;
}

const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Zhang', given: ['San'] }],
  telecom: [{ system: 'phone', value: '13800138000' }],
  gender: 'male',
  birthDate: '1980-05-01',
};

describe('two workstations and a cloud', () => {
  it('agree, work apart, and agree again; concurrent edits wait in the inbox of both until one decides', async () => {
    const a = await testClinic();
    const { url } = await startCloud();
    const created = await a.ask('record.create', { resource: patient });
    const id = String(created.resource.id);
    await a.ask('remote.add', { url });
    await a.ask('sync.run', { untilIdle: true });
    const b = await enrol(a, url);
    await b.ask('sync.run', { untilIdle: true });
    expect((await b.ask('record.get', { type: 'Patient', id })).resource).toEqual(created.resource);

    const key = { type: 'Patient', id };
    await a.ask('record.patch', { ...key, patch: { gender: 'female' } });
    await b.ask('record.patch', { ...key, patch: { birthDate: '1981-05-01' } });
    const phone = (value: string) => ({ telecom: [{ system: 'phone', value }] });
    await a.ask('record.patch', { ...key, patch: phone('13800138001') });
    await b.ask('record.patch', { ...key, patch: phone('13800138002') });
    expect((await a.ask('vault.status', {})).pending).toBe(2);
    await a.ask('sync.run', { untilIdle: true });
    await b.ask('sync.run', { untilIdle: true });
    await a.ask('sync.run', { untilIdle: true });

    const [atA, atB] = [await a.ask('record.get', key), await b.ask('record.get', key)];
    expect(atA.resource).toEqual(atB.resource);
    expect(atA.resource).toMatchObject({ gender: 'female', birthDate: '1981-05-01' });
    const [inboxA, inboxB] = [await a.ask('conflict.list', {}), await b.ask('conflict.list', {})];
    expect(inboxA).toEqual(inboxB);
    expect(inboxA).toHaveLength(1);
    expect(inboxA[0]?.values.map((value) => [JSON.parse(value.value ?? 'null').value, value.by.device])).toEqual(
      expect.arrayContaining([
        ['13800138001', 'Desk'],
        ['13800138002', 'Laptop'],
      ]),
    );
    expect(JSON.parse(inboxA[0]?.base ?? 'null')).toEqual({ system: 'phone', value: '13800138000' });

    const keep = inboxB[0]?.values.find((value) => value.by.device === 'Laptop')?.write ?? '';
    await b.ask('conflict.resolve', { id: inboxB[0]?.id ?? '', decision: { keep } });
    await b.ask('sync.run', { untilIdle: true });
    await a.ask('sync.run', { untilIdle: true });
    expect(await a.ask('conflict.list', {})).toEqual([]);
    expect((await a.ask('record.get', key)).resource).toMatchObject({ telecom: [{ value: '13800138002' }] });
    expect(await a.ask('record.history', key)).toEqual(await b.ask('record.history', key));
    for (const vault of [a, b])
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [], records: 1 });
    expect((await a.ask('device.list', {})).map((device) => [device.name, device.status])).toEqual([
      ['Desk', 'active'],
      ['Laptop', 'active'],
    ]);
  });

  it('sync by themselves when a line is there, say when it is not, and catch up when it is back', async () => {
    const { url, cloud, data } = await startCloud();
    const a = await testClinic(undefined, { automatic: true });
    await a.ask('remote.add', { url });
    const second = await testVault(undefined, { automatic: true });
    const { code } = await second.ask('device.request', { remote: url, workstation: 'Laptop' });
    const { words } = await a.ask('device.approve', { code });
    await eventually(
      () => second.ask('session.state', {}),
      (s) => s.kind === 'joining' && s.words !== undefined,
    );
    await second.ask('device.confirm', { words });
    await second.ask('session.unlock', { passphrase: PASSPHRASE });
    const { resource } = await a.ask('record.create', { resource: patient });
    const find = () => second.vault.ask('record.get', { type: 'Patient', id: String(resource.id) });
    await eventually(find, (result) => result.ok, 5_000);
    await eventually(
      () => a.ask('sync.status', {}),
      (status) => status.state === 'settled',
    );

    const port = Number(new URL(url).port);
    await cloud.close();
    await a.ask('record.patch', { type: 'Patient', id: String(resource.id), patch: { gender: 'female' } });
    const offline = await eventually(
      () => a.ask('sync.status', {}),
      (status) => status.state === 'offline',
    );
    expect(offline.pendingChanges).toBe(1);
    expect(offline.remotes[0]?.error?.code).toBe('cloud-unreachable');
    await startCloud({ data, port });
    await eventually(find, (result) => result.ok && result.value.resource.gender === 'female', 60_000);
    await eventually(
      () => a.ask('sync.status', {}),
      (status) => status.state === 'settled' && status.pendingChanges === 0,
    );
  }, 90_000);

  it('keep working while locked, and refuse everything else', async () => {
    const a = await testClinic();
    await a.ask('session.lock', {});
    await a.refuse('patient.search', { text: '' }, 'locked');
    await a.refuse('session.unlock', { passphrase: 'not it' }, 'wrong-passphrase');
    await a.ask('session.unlock', { passphrase: PASSPHRASE });
    expect((await a.ask('patient.search', { text: '' })).total).toBe(0);
  });

  it('raise an alarm, lose nothing and send again when the cloud lost what it had', async () => {
    const { url, cloud } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const b = await enrol(a, url);
    await a.ask('record.create', { resource: patient });
    await a.ask('sync.run', { untilIdle: true });
    const port = Number(new URL(url).port);
    await cloud.close();
    await startCloud({ port });
    const report = await a.ask('sync.run', { untilIdle: true });
    expect(report.pushed).toBe(2);
    const status = await a.ask('sync.status', {});
    expect(status.alarms.map((alarm) => alarm.code)).toEqual(['cloud-lost-data']);
    expect(status.pendingChanges).toBe(0);
    await b.ask('sync.run', { untilIdle: true });
    expect((await b.ask('vault.status', {})).records).toBe(1);
    // another endpoint stands there now: who belongs to the clinic is the root's to decide
    const { code } = await (await testVault()).ask('device.request', { remote: url, workstation: 'Laptop' });
    await a.refuse('device.approve', { code }, 'not-authority');
  });

  it('remember that the line is down for whoever asks next, and forget it when it is back', async () => {
    const { url, cloud, data } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    await a.ask('sync.run', {});
    const port = Number(new URL(url).port);
    await cloud.close();
    await a.refuse('sync.run', {}, 'cloud-unreachable');
    await a.vault.close();
    const later = await testVault(a.home);
    await later.ask('session.unlock', { passphrase: PASSPHRASE });
    const down = await later.ask('sync.status', {});
    expect(down).toMatchObject({ state: 'offline', remotes: [{ error: { code: 'cloud-unreachable' } }] });
    await startCloud({ data, port });
    await later.ask('sync.run', {});
    expect(await later.ask('sync.status', {})).toMatchObject({ state: 'settled' });
    expect((await later.ask('sync.status', {})).remotes[0]?.error).toBeUndefined();
  });

  it('give the cloud back what only a workstation wrote that is no longer there', async () => {
    const { url, cloud } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const [b, c] = [await enrol(a, url), await enrol(a, url)];
    const { resource } = await b.ask('record.create', { resource: patient });
    await b.ask('sync.run', { untilIdle: true });
    await a.ask('sync.run', { untilIdle: true });
    await b.vault.close(); // and never comes back
    const port = Number(new URL(url).port);
    await cloud.close();
    await startCloud({ port });
    const report = await a.ask('sync.run', { untilIdle: true });
    expect(report.pushed).toBe(3); // its own first sign, and both of the other's
    expect((await a.ask('sync.run', {})).pushed).toBe(0);
    await c.ask('sync.run', { untilIdle: true });
    expect((await c.ask('record.get', { type: 'Patient', id: String(resource.id) })).resource).toEqual(resource);
  });

  it('carry over to a second cloud what came from the first', async () => {
    const [one, two] = [await startCloud(), await startCloud()];
    const a = await testClinic();
    await a.ask('remote.add', { url: one.url });
    const b = await enrol(a, one.url);
    await b.ask('record.create', { resource: patient });
    await b.ask('sync.run', { untilIdle: true });
    await a.ask('sync.run', { untilIdle: true });
    await a.ask('remote.add', { url: two.url });
    await a.ask('sync.run', { untilIdle: true });
    const c = await enrol(a, two.url);
    await c.ask('sync.run', { untilIdle: true });
    expect((await c.ask('vault.status', {})).records).toBe(1);
    expect((await a.ask('sync.run', { untilIdle: true })).pushed).toBeLessThan(3);
    for (const vault of [a, c]) expect((await vault.ask('sync.status', {})).alarms).toEqual([]);
  });
});
