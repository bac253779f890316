import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { openDatabase } from '../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';
import { keepBack, keptAt, settle, shared, tablesWith, transactionsWith } from './support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const patient = (family: string) => ({ resourceType: 'Patient', name: [{ family }] });

async function two(): Promise<{ a: TestVault; b: TestVault; url: string; data: string }> {
  const { url, data } = await startCloud();
  const a = await testClinic();
  await a.ask('remote.add', { url });
  const b = await joinClinic(a, url, 'B');
  await settle(b, a);
  return { a, b, url, data };
}

/** Closes the vaults and compares what they keep; none of the texts is in any of them. */
async function expectGone(vaults: readonly TestVault[], ...texts: readonly string[]): Promise<void> {
  const states: object[] = [];
  for (const vault of vaults) {
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
    expect((await vault.ask('sync.status', {})).alarms).toEqual([]);
    await vault.vault.close();
    const store = await openDatabase(vault.home);
    for (const text of texts) expect([...tablesWith(store, text), ...transactionsWith(store, text)], text).toEqual([]);
    expect(store.all('SELECT * FROM residue')).toEqual([]);
    states.push(shared(store));
    store.close();
  }
  for (const state of states) expect(state).toEqual(states[0]);
}

describe('a redaction while others work apart', () => {
  it('takes the contents of an edit that arrives late, too, and leaves the record redacted', async () => {
    const { a, b, url, data } = await two();
    const id = String((await a.ask('record.create', { resource: patient('Numbatson') })).resource.id);
    const key = { type: 'Patient', id };
    await settle(a, b);
    await b.ask('record.patch', { ...key, patch: { address: [{ text: 'Wombat Lane 9' }] } });
    const other = await b.ask('record.create', { resource: patient('Quolling') });
    await a.ask('record.redact', { ...key, reason: 'asked for' });
    await settle(a, b);
    for (const vault of [a, b]) {
      await vault.refuse('record.get', key, 'redacted');
      expect((await vault.ask('record.history', key)).map(({ what }) => what)).toEqual(['redact', 'redact', 'redact']);
    }
    // the creation and the late edit
    expect(keptAt(data).filter((one) => one === 'stub')).toHaveLength(2);
    const c = await joinClinic(a, url, 'C');
    await settle(c, a, b);
    const same = { type: 'Patient', id: String(other.resource.id) };
    expect((await c.ask('record.get', same)).resource).toEqual(other.resource);
    await expectGone([a, b, c], 'Numbatson', 'Wombat');
  }, 60_000);

  it('is complete also where two owners redact different records of one transaction at the same time', async () => {
    const { a, b, url } = await two();
    const [first, second, third] = await importedTogether(a, 'Numbatson', 'Quolling', 'Bandicooter');
    await settle(a, b);
    await a.ask('record.redact', { ...first, reason: 'one' });
    await b.ask('record.redact', { ...second, reason: 'two' });
    await settle(a, b, a, b);
    const c = await joinClinic(a, url, 'C');
    await settle(c, a, b);
    for (const vault of [a, b, c]) {
      await vault.refuse('record.get', first, 'redacted');
      await vault.refuse('record.get', second, 'redacted');
      expect((await vault.ask('record.get', third)).resource).toMatchObject({ name: [{ family: 'Bandicooter' }] });
      for (const key of [first, second])
        expect((await vault.ask('record.history', key)).map(({ reason }) => reason ?? '')).toHaveLength(2);
    }
    await expectGone([a, b, c], 'Numbatson', 'Quolling');
  }, 60_000);

  it('is complete also where the contents had been carried over by an earlier redaction, and one before that', async () => {
    const { a, b, url } = await two();
    const [first, second, third] = await importedTogether(a, 'Numbatson', 'Quolling', 'Bandicooter');
    await settle(a, b);
    await a.ask('record.redact', { ...first, reason: 'one' });
    await settle(a, b);
    expect(await b.ask('record.redact', { ...second, reason: 'two' })).toEqual({ records: 1, envelopes: 1 });
    await settle(b, a);
    const c = await joinClinic(a, url, 'C');
    await settle(c, a, b);
    expect((await c.ask('record.get', third)).resource).toMatchObject({ name: [{ family: 'Bandicooter' }] });
    expect((await c.ask('record.history', first)).at(-1)).toMatchObject({ reason: 'one', by: { device: 'Desk' } });
    await c.ask('record.redact', { ...third, reason: 'three' });
    await settle(c, a, b);
    const d = await joinClinic(a, url, 'D');
    await settle(d, a, b, c);
    await expectGone([a, b, c, d], 'Numbatson', 'Quolling', 'Bandicooter');
  }, 60_000);
});

/** Records of one transaction. */
async function importedTogether(vault: TestVault, ...families: [string, string, string]) {
  const file = join(temporaryFolder(), 'together.ndjson');
  const lines = families.map((family, id) => JSON.stringify({ id: `p${id}`, ...patient(family) }));
  writeFileSync(file, lines.join('\n'));
  await vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:sender' });
  const keys: { type: string; id: string }[] = [];
  for (const text of families) {
    const [hit] = (await vault.ask('patient.search', { text })).hits;
    keys.push({ type: 'Patient', id: hit?.id ?? '' });
  }
  return keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];
}

describe('an endpoint that keeps contents back', () => {
  it('raises an alarm on who misses them, which goes when they come from elsewhere', async () => {
    const [good, bad] = [await startCloud(), await startCloud()];
    const a = await testClinic();
    await a.ask('remote.add', { url: bad.url });
    await a.ask('remote.add', { url: good.url });
    const { resource } = await a.ask('record.create', { resource: patient('Numbatson') });
    const key = { type: 'Patient', id: String(resource.id) };
    await a.ask('record.patch', { ...key, patch: { gender: 'female' } });
    await settle(a);
    keepBack(bad.data, 2);
    const c = await joinClinic(a, bad.url, 'C');
    await settle(c);
    expect((await c.ask('sync.status', {})).alarms.map(({ code }) => code)).toEqual(['contents-withheld']);
    await c.ask('sync.dismiss', { code: 'contents-withheld' });
    await c.ask('sync.run', {});
    expect((await c.ask('sync.status', {})).alarms).toEqual([]);
    await c.ask('remote.add', { url: good.url });
    await settle(c);
    expect((await c.ask('record.get', key)).resource).toMatchObject({
      gender: 'female',
      name: [{ family: 'Numbatson' }],
    });
    expect((await c.ask('sync.status', {})).alarms).toEqual([]);
    expect(await c.ask('vault.verify', {})).toMatchObject({ ok: true });
  }, 60_000);
});
