/** Documents and messages that an import kept as a whole, once somebody in them is redacted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { openDatabase } from '../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';
import { settle, tablesWith, transactionsWith } from './support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

interface Entry {
  readonly fullUrl?: string;
  readonly resource: { readonly resourceType: string; readonly [element: string]: unknown };
}

const bundleOf = (type: string, id: string, ...entry: readonly Entry[]) => ({
  resourceType: 'Bundle',
  id,
  type,
  identifier: { system: 'urn:docs', value: `doc-${id}` },
  timestamp: '2026-01-02T03:04:05Z',
  entry,
});
const person = (id: string, family: string, more: object = {}): Entry => ({
  fullUrl: `https://sender.example/fhir/Patient/${id}`,
  resource: { resourceType: 'Patient', id, name: [{ family }], ...more },
});
const observation = (id: string, patient: string, text: string): Entry => ({
  fullUrl: `https://sender.example/fhir/Observation/${id}`,
  resource: {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: 'Finding' },
    subject: { reference: `Patient/${patient}` },
    valueString: text,
  },
});
const head = (patient: string): Entry => ({
  fullUrl: 'urn:uuid:0b6e0ab2-6a0e-4a8c-8a4b-0b8d6e4a7f01',
  resource: {
    resourceType: 'Composition',
    id: `c-${patient}`,
    status: 'final',
    type: { text: 'Letter' },
    date: '2026-01-02',
    title: 'Letter',
    author: [{ display: 'Ward' }],
    subject: { reference: `Patient/${patient}` },
  },
});

/** Imports each as a file of its own. */
async function importAll(vault: TestVault, contents: readonly object[], system?: string): Promise<ImportReport[]> {
  const folder = temporaryFolder();
  const reports: ImportReport[] = [];
  for (const [i, content] of contents.entries()) {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(content));
    reports.push(
      await vault.ask('import.files', { job: 'j', paths: [file], ...(system === undefined ? {} : { system }) }),
    );
  }
  return reports;
}

const patientNamed = async (vault: TestVault, text: string) => ({
  type: 'Patient',
  id: (await vault.ask('patient.search', { text })).hits[0]?.id ?? '',
});

/** The Bundles that are here, by the identifiers that their senders gave them. */
async function documentsOf(vault: TestVault): Promise<string[]> {
  const { json } = await vault.ask('fhir.search', { job: 's', query: 'Bundle?_count=500' });
  const { entry = [] } = JSON.parse(json) as { entry?: { resource: { identifier: { value: string } } }[] };
  return entry.map(({ resource }) => resource.identifier.value.slice(4)).sort();
}

/** None of the texts is anywhere in the database, in no envelope, and the rest is whole. */
async function expectGone(vault: TestVault, ...texts: readonly string[]): Promise<void> {
  expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  for (const text of texts) expect([...tablesWith(store, text), ...transactionsWith(store, text)], text).toEqual([]);
  store.close();
}

const redact = async (vault: TestVault, key: { type: string; id: string }, chart = false) =>
  vault.ask('record.redact', { ...key, reason: 'asked for', chart });

describe('a document that holds a redacted patient', () => {
  it.each([undefined, 'urn:chosen'])(
    'goes with the chart, here and elsewhere (system: %s)',
    async (system) => {
      const { url } = await startCloud();
      const a = await testClinic();
      await a.ask('remote.add', { url });
      const b = await joinClinic(a, url, 'B');
      await importAll(
        a,
        [
          bundleOf('document', '1', head('1'), person('1', 'Numbatson'), observation('o1', '1', 'Wombatfever')),
          bundleOf('message', '2', person('1', 'Numbatson'), person('2', 'Quolling')),
          bundleOf('message', '3', observation('o3', '1', 'Wombatcough')),
          bundleOf('document', '4', head('2'), person('2', 'Quolling'), observation('o2', '2', 'Bilbycough')),
        ],
        system,
      );
      await settle(a, b);
      expect(await documentsOf(b)).toEqual(['1', '2', '3', '4']);
      // Composition, two Observations, Patient and three documents
      expect(await redact(a, await patientNamed(a, 'Numbatson'), true)).toMatchObject({ records: 7 });
      await settle(a, b);
      for (const vault of [a, b]) {
        expect(await documentsOf(vault)).toEqual(['4']);
        expect((await patientNamed(vault, 'Quolling')).id).not.toBe('');
        await expectGone(vault, 'Numbatson', 'Wombat');
      }
    },
    60_000,
  );

  it('goes with the Patient alone; a message that only refers to them stays with their records', async () => {
    const a = await testClinic();
    await importAll(a, [
      bundleOf('document', '1', head('1'), person('1', 'Numbatson'), observation('o1', '1', 'Wombatfever')),
      bundleOf('message', '2', observation('o2', '1', 'Wombatcough')),
    ]);
    expect(await redact(a, await patientNamed(a, 'Numbatson'))).toMatchObject({ records: 2 });
    expect(await documentsOf(a)).toEqual(['2']);
    await expectGone(a, 'Numbatson');
  });

  it('stays where the number is that of another sender', async () => {
    const a = await testClinic();
    const other = { ...person('1', 'Dunnartman'), fullUrl: 'https://other.example/fhir/Patient/1' };
    await importAll(a, [
      bundleOf('document', '1', head('1'), person('1', 'Numbatson')),
      bundleOf('document', '2', head('1'), other),
    ]);
    await redact(a, await patientNamed(a, 'Numbatson'), true);
    expect(await documentsOf(a)).toEqual(['2']);
    expect((await patientNamed(a, 'Dunnartman')).id).not.toBe('');
  });

  it('is found by an identifier of theirs, of now or before, and not by that of somebody born on another day', async () => {
    const a = await testClinic();
    const identifier = [{ system: 'urn:card', value: 'K-778201' }];
    const { resource } = await a.ask('record.create', {
      resource: { resourceType: 'Patient', name: [{ family: 'Numbatson' }], birthDate: '1980-02-03', identifier },
    });
    const key = { type: 'Patient', id: String(resource.id) };
    await a.ask('record.patch', { ...key, patch: { identifier: [{ system: 'urn:card', value: 'K-9' }] } });
    const born = { birthDate: '1980-02-03' };
    await importAll(a, [
      bundleOf('document', '1', head('1'), person('1', 'Numbatson', { ...born, identifier })),
      bundleOf('document', '2', head('2'), person('2', 'N.', { birthDate: '1980', identifier })),
      bundleOf('document', '3', head('3'), person('3', 'Kid', { birthDate: '2011-05-06', identifier })),
      bundleOf('document', '4', head('4'), person('4', 'Other', { ...born, identifier: [{ value: 'K-778201' }] })),
      bundleOf('document', '5', head('5'), person('5', 'N.', { identifier: [{ system: 'urn:card', value: 'K-9' }] })),
    ]);
    await redact(a, key);
    expect(await documentsOf(a)).toEqual(['3', '4']);
  });

  it('goes with the chart of the survivor where two were one person', async () => {
    const a = await testClinic();
    await importAll(a, [
      bundleOf('document', '1', head('1'), person('1', 'Numbatson')),
      bundleOf('document', '2', head('2'), person('2', 'Quolling')),
    ]);
    const [gone, survivor] = [await patientNamed(a, 'Numbatson'), await patientNamed(a, 'Quolling')];
    await a.ask('patient.merge', { merged: gone.id, survivor: survivor.id });
    await redact(a, survivor, true);
    expect(await documentsOf(a)).toEqual([]);
    await expectGone(a, 'Numbatson', 'Quolling');
  });

  it('goes where it is inside another, and where it held them once', async () => {
    const a = await testClinic();
    const inner = bundleOf('document', '1', head('1'), person('1', 'Numbatson'));
    const [before, after] = [person('1', 'Numbatson'), person('2', 'Quolling')].map((one) =>
      bundleOf('message', '3', one),
    ) as [object, object];
    await importAll(a, [bundleOf('message', '2', { resource: inner }), before, after]);
    expect(await redact(a, await patientNamed(a, 'Numbatson'))).toMatchObject({ records: 4 });
    expect(await documentsOf(a)).toEqual([]);
    await expectGone(a, 'Numbatson');
  });

  it('is left out when it is sent again, and what it says of others comes in', async () => {
    const a = await testClinic();
    const sent = bundleOf('message', '1', person('1', 'Numbatson'), person('2', 'Quolling'));
    await importAll(a, [bundleOf('document', '2', head('1'), person('1', 'Numbatson'))]);
    await redact(a, await patientNamed(a, 'Numbatson'));
    const [report] = await importAll(a, [sent]);
    expect(report).toMatchObject({ created: 1, errors: [{ code: 'redacted' }, { code: 'redacted' }] });
    expect(await documentsOf(a)).toEqual([]);
    await expectGone(a, 'Numbatson');
  });

  it('that came from elsewhere behind the redaction goes when it is asked for again', async () => {
    const { url } = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const b = await joinClinic(a, url, 'B');
    await importAll(a, [bundleOf('document', '1', head('1'), person('1', 'Numbatson'))]);
    await settle(a, b);
    const key = await patientNamed(a, 'Numbatson');
    await importAll(b, [bundleOf('message', '2', person('1', 'Numbatson'))]);
    await redact(a, key);
    await settle(a, b);
    expect(await documentsOf(a)).toEqual(['2']);
    expect(await redact(a, key)).toMatchObject({ records: 1 });
    await settle(a, b);
    for (const vault of [a, b]) await expectGone(vault, 'Numbatson');
  }, 60_000);
});

describe('a document with a copy of another record that is redacted', () => {
  it('goes alone', async () => {
    const a = await testClinic();
    await importAll(a, [
      bundleOf('document', '1', head('1'), person('1', 'Numbatson'), observation('o1', '1', 'Wombatfever')),
      bundleOf('document', '2', head('1'), person('1', 'Numbatson'), observation('o12', '1', 'Bilbycough')),
    ]);
    const { id } = await patientNamed(a, 'Numbatson');
    const { json } = await a.ask('fhir.search', { job: 's', query: `Observation?patient=${id}` });
    const found = (JSON.parse(json).entry as { resource: { id: string; valueString: string } }[]).find(
      ({ resource }) => resource.valueString === 'Wombatfever',
    );
    expect(await redact(a, { type: 'Observation', id: found?.resource.id ?? '' })).toMatchObject({ records: 2 });
    expect(await documentsOf(a)).toEqual(['2']);
    await expectGone(a, 'Wombatfever');
  });
});

describe('of many documents', () => {
  it('exactly those go that hold somebody, whoever else stands in them', async () => {
    const a = await testClinic();
    const people = Array.from({ length: 8 }, (_one, i) => ({ id: `${i}`, family: `Numbat${'abcdefgh'[i]}` }));
    const sets = fc.sample(fc.uniqueArray(fc.nat(people.length - 1), { minLength: 1, maxLength: 3 }), {
      numRuns: 30,
      seed: 7,
    });
    await importAll(
      a,
      sets.map((set, i) =>
        bundleOf('message', `${i}`, ...set.map((one) => person(`${one}`, people[one]?.family ?? ''))),
      ),
    );
    let left = sets.map((set, i) => ({ name: `${i}`, set }));
    for (const [i, { family }] of people.entries()) {
      const going = left.filter(({ set }) => set.includes(i));
      const key = await patientNamed(a, family);
      expect(await redact(a, key, true)).toMatchObject({ records: going.length + 1 });
      left = left.filter((one) => !going.includes(one));
      expect(await documentsOf(a)).toEqual(left.map(({ name }) => name).sort());
    }
  }, 60_000);
});
