/** Random deeds, crashes and syncs of several workstations: every trail verifies everywhere, and nothing that was noted is lost. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testVault } from '../../support/vaults.ts';
import { addPatients } from '../storage/clinic.ts';
import { inDatabase, keptEntries } from './support.ts';

afterEach(async () => {
  await closeClouds();
  await cleanUp();
});

type Deed = 'read' | 'write' | 'lock' | 'sync' | 'restart' | 'export' | 'refused';
const DEEDS: readonly Deed[] = ['read', 'read', 'write', 'lock', 'sync', 'restart', 'export', 'refused'];

describe('trails of several workstations', () => {
  it('verify on each of them, whatever happened in whatever order', async () => {
    const clinic = await clinicOfVaults(2);
    const vaults: TestVault[] = [...clinic.vaults];
    const [id = ''] = await addPatients(vaults[0] as TestVault, 0, 1);
    await clinic.sync();
    const deed = async (at: number, what: Deed): Promise<void> => {
      const vault = vaults[at] as TestVault;
      if (what === 'read') await vault.ask('patient.chart', { id });
      if (what === 'write') await vault.ask('record.patch', { type: 'Patient', id, patch: { active: at === 0 } });
      if (what === 'sync') await vault.ask('sync.run', { untilIdle: true });
      if (what === 'export')
        await vault.ask('export.files', { job: 'j', format: 'ndjson', out: `${temporaryFolder()}/out`, patient: id });
      if (what === 'refused') await vault.refuse('session.unlock', { passphrase: 'not it' }, 'wrong-passphrase');
      if (what === 'lock') {
        await vault.ask('session.lock', {});
        await vault.ask('session.unlock', { passphrase: PASSPHRASE });
      }
      if (what === 'restart') {
        await vault.vault.close();
        vaults[at] = await testVault(vault.home);
        await vaults[at].ask('session.unlock', { passphrase: PASSPHRASE });
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1), fc.constantFrom(...DEEDS)), { minLength: 4, maxLength: 10 }),
        async (deeds) => {
          for (const [at, what] of deeds) await deed(at, what);
          for (const vault of vaults) {
            await vault.ask('session.lock', {});
            await vault.ask('session.unlock', { passphrase: PASSPHRASE });
          }
          for (let round = 0; round < 2; round++)
            for (const vault of vaults) await vault.ask('sync.run', { untilIdle: true });
          const trails = await Promise.all(vaults.map(({ home }) => keptEntries(home)));
          expect(trails[1]).toEqual(trails[0]);
          for (const vault of vaults)
            expect(await vault.ask('audit.check', {})).toMatchObject({ checked: { workstations: 2, problems: [] } });
        },
      ),
      { numRuns: 6 },
    );
    const all = (await keptEntries((vaults[0] as TestVault).home)).map(({ entry }) => entry?.e);
    expect(all).not.toContain(undefined);
  }, 180_000);

  it('pages through everything once, newest first, entries and changes in one list', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const ids = await addPatients(a, 0, 6);
    await clinic.sync();
    for (const id of ids) await b.ask('patient.chart', { id });
    await b.ask('record.delete', { type: 'Patient', id: ids[0] ?? '' });
    await b.ask('session.lock', {});
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    await clinic.sync();
    const whole = await a.ask('audit.list', { limit: 1000 });
    const paged: typeof whole.rows = [];
    for (let cursor: string | undefined; ; ) {
      const page = await a.ask('audit.list', { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.rows);
      if (page.next === undefined) break;
      cursor = page.next;
    }
    // what the first page noted of itself stands in front
    const known = new Set(whole.rows.map(({ key }) => key));
    expect(paged.filter(({ key }) => known.has(key))).toEqual(whole.rows);
    expect(new Set(paged.map(({ key }) => key)).size).toBe(paged.length);
    expect([...whole.rows].sort((x, y) => (x.at < y.at ? 1 : x.at > y.at ? -1 : 0)).map(({ at }) => at)).toEqual(
      whole.rows.map(({ at }) => at),
    );
    const of = async (filter: Parameters<typeof a.ask<'audit.list'>>[1]['filter']) =>
      (await a.ask('audit.list', { filter, limit: 1000 })).rows;
    const patient = await of({ patient: ids[0] ?? '' });
    expect(patient.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['change.create', 'chart.read', 'change.delete']),
    );
    expect(patient.every((row) => row.patient?.name === 'Number0 Bao')).toBe(true);
    const deletions = await of({ events: ['change.delete'] });
    expect(deletions).toHaveLength(1);
    const elsewhere = await of({ device: deletions[0]?.device.id ?? '', events: ['chart.read', 'change.delete'] });
    expect(elsewhere.map(({ event }) => event).sort()).toEqual(['change.delete', ...ids.map(() => 'chart.read')]);
    expect(await of({ to: '2001-01-01' })).toEqual([]);
    expect((await of({ from: '2001-01-01' })).length).toBeGreaterThanOrEqual(whole.rows.length);
  }, 60_000);

  it('come back from the envelopes when a database is rebuilt; what waited is kept', async () => {
    const clinic = await clinicOfVaults(1);
    const [a] = clinic.vaults as [TestVault];
    const [id = ''] = await addPatients(a, 0, 1);
    await a.ask('session.lock', {});
    await a.ask('session.unlock', { passphrase: PASSPHRASE });
    await a.ask('patient.chart', { id });
    await a.vault.close();
    const before = await keptEntries(a.home);
    const waited = await inDatabase(a.home, (reader) => reader.all('SELECT entry FROM audit_waiting ORDER BY wid'));
    expect([before.length, waited.length].every((count) => count > 0)).toBe(true);
    const b = await testVault(a.home);
    await b.ask('storage.repair', { job: 'r', passphrase: PASSPHRASE });
    expect(await keptEntries(a.home)).toEqual(before);
    expect(await inDatabase(a.home, (reader) => reader.all('SELECT entry FROM audit_waiting ORDER BY wid'))).toEqual(
      waited,
    );
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    await b.ask('sync.run', { untilIdle: true }); // until then it may have said more than it knows
    await b.ask('session.lock', {});
    const names = (await keptEntries(a.home)).map(({ entry }) => entry?.e);
    expect(names).toContain('repair');
  }, 60_000);
});
