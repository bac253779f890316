import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, eventually, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients, expectWhole } from '../storage/clinic.ts';
import { keptEntries, waitingEntries } from './support.ts';

afterEach(cleanUp);

const names = async (home: string): Promise<string[]> =>
  (await keptEntries(home)).map(({ entry }) => entry?.e ?? 'not understood');

describe('what is read', () => {
  it('is one entry with a count where it is the same again, and travels when the screen is locked', async () => {
    let now = 1_800_000_000_000;
    const a = await testClinic(undefined, { clock: { now: () => now } });
    const [id = '', other = ''] = await addPatients(a, 0, 2);
    for (let round = 0; round < 4; round++) {
      now += 1000;
      await a.ask('patient.chart', { id });
    }
    await a.ask('patient.chart', { id: other });
    await a.ask('record.history', { type: 'Patient', id });
    now += 10 * 60_000;
    await a.ask('patient.chart', { id });
    await a.ask('session.lock', {});
    const [first, ...kept] = (await keptEntries(a.home)).map(({ entry }) => entry);
    expect(first?.e).toBe('login');
    expect(kept.map((entry) => [entry?.e, entry?.p, entry?.n])).toEqual([
      ['chart.read', id, 4],
      ['chart.read', other, undefined],
      ['history.read', id, undefined],
      ['chart.read', id, undefined],
      ['logout', undefined, undefined],
    ]);
    expect((kept[0]?.l ?? 0) - (kept[0]?.at ?? 0)).toBe(3000);
    expect(new Set(kept.map((entry) => entry?.u)).size).toBe(1);
  });

  it('is the chart also where a part of it is asked for by itself', async () => {
    const a = await testClinic();
    const [id = '', second = '', third = ''] = await addPatients(a, 0, 3);
    await a.ask('patient.due', { id });
    await a.ask('prescription.running', { patient: second });
    await a.ask('prescription.check', { patient: third, prescriptions: [] });
    await a.ask('session.lock', {});
    const reads = (await keptEntries(a.home)).flatMap(({ entry }) => (entry?.e === 'chart.read' ? [entry.p] : []));
    expect(reads).toEqual([id, second, third]);
  });

  it('goes with the next change, and counts again from there', async () => {
    const a = await testClinic();
    const [id = ''] = await addPatients(a, 0, 1);
    await a.ask('patient.chart', { id });
    await eventually(
      () => waitingEntries(a.home),
      (waiting) => waiting.some((entry) => entry?.e === 'chart.read'),
    );
    await a.ask('record.patch', { type: 'Patient', id, patch: { gender: 'other' } });
    expect((await names(a.home)).filter((name) => name === 'chart.read')).toHaveLength(1);
    expect(await waitingEntries(a.home)).toEqual([]);
    await a.ask('patient.chart', { id });
    await a.ask('patient.chart', { id });
    await a.ask('session.lock', {});
    const reads = (await keptEntries(a.home)).filter(({ entry }) => entry?.e === 'chart.read');
    expect(reads.map(({ entry }) => entry?.n ?? 1)).toEqual([1, 2]);
  });

  it('is nobody’s wait: nothing is written while it is gathered, and it is there after a crash a moment later', async () => {
    const a = await testClinic(undefined, { gathering: 3_600_000 });
    const [id = ''] = await addPatients(a, 0, 1);
    await a.ask('patient.chart', { id });
    expect(await waitingEntries(a.home)).toEqual([]);
    const b = await testClinic(undefined, { gathering: 10 });
    const [second = ''] = await addPatients(b, 0, 1);
    await b.ask('patient.chart', { id: second });
    await eventually(
      () => waitingEntries(b.home),
      (waiting) => waiting.some((entry) => entry?.p === second),
    );
  });

  it('of a search has kinds, never words', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 2);
    await a.ask('patient.search', { text: 'Bao Number1' });
    await a.ask('fhir.search', { job: 'j', query: 'Patient?family=Bao&birthdate=1951-03-04' });
    await a.ask('text.search', { text: 'number1 coughs' });
    await a.ask('session.lock', {});
    const kept = (await keptEntries(a.home)).map(({ entry }) => entry);
    expect(JSON.stringify(kept)).not.toMatch(/bao|1951|coughs|number1/i);
    expect(kept.find((entry) => entry?.e === 'fhir.search')).toMatchObject({
      t: 'Patient',
      k: ['family', 'birthdate'],
    });
    expect(kept.some((entry) => entry?.e === 'text.search')).toBe(true);
  });
});

describe('log-ins', () => {
  it('that fail are kept also while the database is closed, without what was typed, and taken over by the next one', async () => {
    const a = await testClinic();
    await a.ask('session.lock', {});
    await a.refuse('session.unlock', { passphrase: 'locked guess 1' }, 'wrong-passphrase');
    await a.vault.close();
    const b = await testVault(a.home);
    await b.refuse('session.unlock', { passphrase: 'closed guess 2' }, 'wrong-passphrase');
    await b.refuse('session.unlock', { passphrase: 'closed guess 3', user: 'somebody else' }, 'wrong-passphrase');
    const outside = join(a.home, 'outside');
    expect(readFileSync(outside, 'latin1')).not.toMatch(/guess|somebody/);
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(existsSync(outside)).toBe(false);
    await b.ask('session.lock', {});
    const kept = (await keptEntries(a.home)).map(({ entry }) => entry);
    const failed = kept.filter((entry) => entry?.e === 'login.failed');
    expect(failed.map((entry) => [entry?.o, entry?.u, entry?.w])).toEqual([
      [8, undefined, undefined],
      [8, undefined, 'closed'],
      [8, undefined, 'closed'],
    ]);
    // the user who was chosen, where there is one of that name
    expect(failed.map((entry) => entry?.b === undefined)).toEqual([false, false, true]);
    expect(await names(a.home)).toEqual([
      ...['login', 'logout', 'login.failed', 'login.failed', 'login.failed', 'login', 'logout'],
    ]);
  });

  it('over somebody else’s are a switch', async () => {
    const a = await testClinic();
    await a.ask('session.unlock', { passphrase: PASSPHRASE });
    await a.ask('session.lock', {});
    expect(await names(a.home)).toEqual(['login', 'logout', 'switch', 'logout']);
  });
});

describe('a command', () => {
  it('makes no envelope to say that it ended; what it read goes with the next change', async () => {
    const a = await testClinic();
    const [id = ''] = await addPatients(a, 0, 1);
    const envelopes = (await a.ask('vault.verify', {})).envelopes;
    await a.ask('patient.chart', { id });
    await a.vault.close();
    const b = await testVault(a.home);
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    expect((await b.ask('vault.verify', {})).envelopes).toBe(envelopes);
    await addPatients(b, 1, 2);
    expect(await names(a.home)).toContain('chart.read');
    await expectWhole(b);
  });

  it('that takes data out is written before it is answered', async () => {
    const a = await testClinic(undefined, { gathering: 3_600_000 });
    const [id = ''] = await addPatients(a, 0, 1);
    await a.ask('export.files', { job: 'j', format: 'ndjson', out: join(temporaryFolder(), 'out'), patient: id });
    expect((await waitingEntries(a.home)).at(-1)).toMatchObject({ e: 'export', w: 'ndjson', p: id, c: 1 });
  });
});
