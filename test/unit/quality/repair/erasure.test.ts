/** What this workstation keeps beside the records, once one of them is erased: of that nothing stays, and of others everything. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RepairGroup, RepairState } from '../../../../shared/bridge/repair.ts';
import { closeClouds, joinClinic, startCloud } from '../../../support/clouds.ts';
import { openDatabase } from '../../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';
import { settle, tablesWith } from '../../redaction/support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

interface Sent {
  readonly system?: string;
  readonly holdInvalid?: boolean;
}

function importText(vault: TestVault, text: string, { system = 'urn:lab', holdInvalid = true }: Sent = {}) {
  const file = join(temporaryFolder(), 'sent.ndjson');
  writeFileSync(file, text);
  return vault.ask('import.files', { job: 'j', paths: [file], system, holdInvalid });
}

const lines = (...resources: unknown[]) =>
  resources.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
const person = (id: string, more: object = {}) => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Quill' }],
  ...more,
});
const observation = (id: string, patient: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'Finding' },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
const reasonOf = ({ state, run, code, element }: RepairGroup) => ({ state, run, code, element });

/** All texts of the list, in whatever state. */
async function textsOf(vault: TestVault): Promise<string[]> {
  const texts: string[] = [];
  for (const state of ['open', 'faults', 'aside', 'fixed'] satisfies RepairState[])
    for (const group of (await vault.ask('repair.groups', { state })).groups)
      for (const { id } of (await vault.ask('repair.list', { reason: reasonOf(group), limit: 200 })).items)
        texts.push((await vault.ask('repair.show', { id })).raw ?? '');
  return texts.sort();
}

const patientNamed = async (vault: TestVault, text: string) => {
  const [hit] = (await vault.ask('patient.search', { text })).hits;
  if (!hit) throw new Error('nobody of this name');
  return { type: 'Patient', id: hit.id };
};
const redact = (vault: TestVault, key: { type: string; id: string }, chart = false) =>
  vault.ask('record.redact', { ...key, reason: 'asked for', chart });

async function tablesHolding(vault: TestVault, text: string): Promise<string[]> {
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  const found = tablesWith(store, text);
  store.close();
  return found;
}

/** Two workstations of one clinic; nothing of one is at the other yet. */
async function two(): Promise<[TestVault, TestVault]> {
  const { url } = await startCloud();
  const a = await testClinic();
  await a.ask('remote.add', { url });
  return [a, await joinClinic(a, url, 'B')];
}

describe('an erasure', () => {
  it('is possible also of a number with signs that mean something to programs, and holds everywhere', async () => {
    const [a, b] = await two();
    const identifier = [{ system: 'urn:x', value: 'a\\qK-778201[(' }];
    await importText(a, lines(person('p-1', { identifier })));
    await settle(a, b);
    await importText(b, '{"resourceType":"Patient","id":"p-1",');
    await redact(a, await patientNamed(a, 'Quill'));
    await settle(a, b);
    expect((await b.ask('patient.search', { text: 'Quill' })).hits).toEqual([]);
    expect(await textsOf(b)).toEqual([]);
  }, 60_000);

  it('reaches the lists of other workstations, also where the record never was there', async () => {
    const [a, b] = await two();
    await importText(a, lines(person('p-1')));
    await importText(b, lines(person('p-1', { gender: 'x' }), person('p-2', { gender: 'x' })));
    await importText(b, lines(observation('o', 'p-1', { status: 1 }), observation('o2', 'p-2', { status: 1 })));
    await redact(a, await patientNamed(a, 'Quill'));
    await settle(a, b);
    expect((await textsOf(b)).map((text) => /p-\d/.exec(text)?.[0])).toEqual(['p-2', 'p-2']);
  }, 60_000);

  it('leaves what another sender calls by the same ids', async () => {
    const a = await testClinic();
    await importText(a, lines(person('1'), observation('7', '1')));
    const wrong = lines(
      person('1', { gender: 'x', name: [] }),
      observation('9', '1', { status: 1 }),
      '{"a":"Patient/1",',
    );
    await importText(a, wrong);
    await importText(a, wrong.replaceAll('"urn:lab"', '').replaceAll('Finding', 'Other'), { system: 'urn:other' });
    const before = await textsOf(a);
    // a text that both sent stands there once, and is that of the last
    expect(before).toHaveLength(4);
    await redact(a, await patientNamed(a, 'Quill'), true);
    expect(await textsOf(a)).toHaveLength(3);
  });

  it('of one record takes the texts of which it would be made, open or mended, and no others', async () => {
    const a = await testClinic();
    await importText(a, lines(person('p-1'), observation('o-1', 'p-1'), observation('o-10', 'p-1')));
    await importText(a, lines(observation('o-1', 'p-1', { status: 1 }), observation('o-10', 'p-1', { status: 1 })));
    const more = ['o-1', 'o-2'].map((id) => observation(id, 'p-1', { status: 'Final.', valueString: 'Wombat' }));
    await importText(a, lines(...more));
    const { groups } = await a.ask('repair.groups', { state: 'open' });
    const group = groups.find(({ count, code }) => count === 2 && code === 'invalid-held');
    if (!group) throw new Error('nothing waits');
    for (const one of groups)
      await a.ask('repair.retryAll', {
        job: 'r',
        reason: reasonOf(one),
        replace: { from: 'Final.', to: 'final' },
      });
    expect((await a.ask('repair.groups', {})).counts).toMatchObject({ fixed: 2, open: 2 });
    const { id } = await patientNamed(a, 'Quill');
    const { json } = await a.ask('fhir.search', { job: 's', query: `Observation?patient=${id}` });
    const found = JSON.parse(json).entry as { resource: { id: string } }[];
    const names = new Map<string, string>();
    for (const { resource } of found) {
      const [version] = await a.ask('record.history', { type: 'Observation', id: resource.id });
      names.set(version?.from?.original ?? '', resource.id);
    }
    await redact(a, { type: 'Observation', id: names.get('o-1') ?? '' });
    expect((await textsOf(a)).map((text) => /o-\d+/.exec(text)?.[0]).sort()).toEqual(['o-10', 'o-2']);
  });

  it('takes texts with a name or number that the person had before', async () => {
    const a = await testClinic();
    const { resource } = await a.ask('record.create', {
      resource: {
        resourceType: 'Patient',
        name: [{ family: 'Quill', given: ['Nora'] }],
        identifier: [{ system: 'urn:x', value: 'K-778201' }],
        birthDate: '1980-02-03',
      },
    });
    const key = { type: 'Patient', id: String(resource.id) };
    await a.ask('record.patch', {
      ...key,
      patch: { name: [{ family: 'Ray', given: ['Nora'] }], identifier: [{ system: 'urn:x', value: 'K-1' }] },
    });
    await importText(
      a,
      lines(
        '"family":"Quill","given":["Nora"],"birthDate":"1980-02-03"',
        '"K-778201"',
        '"family":"Quill","given":["Ada"]',
      ),
    );
    await redact(a, key);
    expect(await textsOf(a)).toEqual(['"family":"Quill","given":["Ada"]']);
  });

  it('takes what was set aside, and why', async () => {
    const a = await testClinic();
    await importText(
      a,
      lines(person('p-1', { name: [{ text: 'Nora Quill' }], birthDate: '1980-02-03' }), '{"no":', '{"yes":'),
    );
    const [group] = (await a.ask('repair.groups', { state: 'open' })).groups;
    if (!group) throw new Error('nothing waits');
    const [item] = (await a.ask('repair.list', { reason: reasonOf(group) })).items;
    await a.ask('repair.setAside', { chosen: { ids: [Number(item?.id)] }, why: 'Nora Quill, 3.2.1980: a test' });
    await redact(a, await patientNamed(a, 'Quill'));
    expect(await textsOf(a)).toEqual(['{"yes":']);
    expect(await tablesHolding(a, 'Quill')).toEqual([]);
  });

  it('keeps no text that is edited until it is that of somebody erased', async () => {
    const a = await testClinic();
    await importText(a, lines(person('p-1'), '{"no":'));
    await redact(a, await patientNamed(a, 'Quill'));
    const [group] = (await a.ask('repair.groups', { state: 'open' })).groups;
    if (!group) throw new Error('nothing waits');
    const [item] = (await a.ask('repair.list', { reason: reasonOf(group) })).items;
    const { fixed, item: after } = await a.ask('repair.retry', {
      id: Number(item?.id),
      raw: JSON.stringify(person('p-1', { name: [{ family: 'Wombat' }] })),
    });
    expect([fixed, after.code, after.raw]).toEqual([false, 'redacted', undefined]);
    expect(await tablesHolding(a, 'Wombat')).toEqual([]);
  });
});

describe('an erasure of whom a table brought', () => {
  const mapping = {
    mapping: 'csv',
    version: 1,
    file: { delimiter: ';' },
    key: ['number'],
    resources: {
      person: {
        type: 'Patient',
        fields: [
          { path: 'name.family', column: 'name' },
          { path: 'birthDate', column: 'born' },
        ],
      },
      finding: {
        type: 'Observation',
        key: ['number', 'sample'],
        fields: [
          { path: 'status', constant: 'final' },
          { path: 'code.text', constant: 'Finding' },
          { path: 'subject', reference: 'person' },
          { path: 'valueString', column: 'finding' },
        ],
      },
    },
  };
  const table = (vault: TestVault, ...rows: string[]) => {
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, ['number;sample;name;born;finding', ...rows].join('\r\n'));
    return vault.ask('import.files', {
      job: 'j',
      paths: [file],
      format: 'csv',
      system: 'urn:lab',
      settings: { mapping },
    });
  };

  it('takes the rows under their key, however short, and nobody else', async () => {
    const a = await testClinic();
    await table(
      a,
      '1;s1;Li;1980-02-03;ok',
      '1;s2;;never;bad',
      '１;s3;Li;lately;bad',
      '11;s4;Li;never;1',
      '2;1;Li;never;1980-02-02',
    );
    expect(await textsOf(a)).toHaveLength(4);
    await redact(a, await patientNamed(a, 'Li'), true);
    const left = (await textsOf(a)).map((text) => text.split('\r\n')[1]);
    expect(left).toEqual(['11;s4;Li;never;1', '2;1;Li;never;1980-02-02']);
  });

  it('takes with one record the row that was mended into several', async () => {
    const a = await testClinic();
    await table(a, '1;s1;Li;never;Wombat', '2;s2;Ge;never;Bilby');
    const [group] = (await a.ask('repair.groups', { state: 'open' })).groups;
    if (!group) throw new Error('nothing waits');
    await a.ask('repair.retryAll', { job: 'r', reason: reasonOf(group), replace: { from: 'never', to: '1980-02-03' } });
    const { id } = await patientNamed(a, 'Li');
    const { json } = await a.ask('fhir.search', { job: 's', query: `Observation?patient=${id}` });
    await redact(a, { type: 'Observation', id: JSON.parse(json).entry[0].resource.id });
    expect((await textsOf(a)).map((text) => /Wombat|Bilby/.exec(text)?.[0])).toEqual(['Bilby']);
    expect(await tablesHolding(a, 'Wombat')).toEqual([]);
  });
});

describe('beside the records', () => {
  it('nothing stays of what others called the person by', async () => {
    const a = await testClinic();
    const identifier = [{ system: 'urn:card', value: 'K-778201' }];
    const lab = {
      resourceType: 'Organization',
      id: 'lab',
      name: 'Lab',
      identifier: [{ system: 'urn:o', value: 'O-7' }],
    };
    await importText(
      a,
      lines(person('p-1', { identifier }), lab, {
        ...observation('o', '', { performer: [{ reference: 'Organization?identifier=urn:o|O-7' }] }),
        subject: { reference: 'Patient?identifier=urn:card|K-778201' },
      }),
    );
    await redact(a, await patientNamed(a, 'Quill'));
    await a.vault.close();
    const store = await openDatabase(a.home);
    expect(tablesWith(store, 'K-778201')).toEqual([]);
    // the performer as it was said
    expect(store.all<{ texts: string }>('SELECT texts FROM said_reference').map(({ texts }) => texts)).toEqual([
      expect.stringMatching(/^\{"Organization\/[\w-]+":"Organization\?identifier=urn:o\|O-7"\}$/),
    ]);
    store.close();
  });

  it('drafts in the chart go, and those of others stay', async () => {
    const a = await testClinic();
    const ids: string[] = [];
    for (const family of ['Quill', 'Ray'])
      ids.push(
        String(
          (await a.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family }] } })).resource.id,
        ),
      );
    for (const patient of ids) await a.ask('draft.keep', { place: 'note', patient, json: '{"text":"Wombat"}' });
    await a.ask('draft.keep', { place: 'task', patient: null, json: JSON.stringify({ for: `Patient/${ids[0]}` }) });
    await redact(a, { type: 'Patient', id: ids[0] ?? '' });
    const late = { place: 'note', patient: ids[0] ?? '', json: '{"text":"Late"}' };
    await a.ask('draft.keep', late);
    expect((await a.ask('draft.list', {})).map(({ patient }) => patient)).toEqual([ids[1]]);
  });
});
