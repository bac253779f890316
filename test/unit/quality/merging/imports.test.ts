import { afterEach, describe, expect, it } from 'vitest';
import { importedId } from '../../../../electron/vault/exchange/fhir/ids.ts';
import type { CallInput } from '../../../../shared/bridge/index.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';
import { about, folderOf, patient } from '../../exchange/support.ts';

afterEach(cleanUp);

const LAB = 'urn:lab';
const MRN = 'urn:clinic:mrn';
const B = importedId(LAB, 'Patient', 'b');

const theirs = (more: object = {}): object =>
  patient('b', {
    active: true,
    name: [{ family: 'Lee', given: ['Wei'] }],
    telecom: [{ system: 'phone', value: '13900139000' }],
    identifier: [{ system: MRN, value: 'B-77' }],
    ...more,
  });
const measured = (id: string, subject = 'Patient/b'): object =>
  about(id, subject, { status: 'final', code: { text: 'Glucose' }, valueString: id });

async function bring(vault: TestVault, records: readonly object[], more: Partial<CallInput<'import.files'>> = {}) {
  const paths = [folderOf({ 'x.ndjson': records })];
  const { run = '', ...report } = await vault.ask('import.files', { job: 'in', paths, system: LAB, ...more });
  return { run, report };
}

/** A clinic with one patient of its own, and one who came from elsewhere with a result; both are one person. */
async function mergedClinic() {
  const vault = await testClinic();
  const { resource } = await vault.ask('record.create', {
    resource: {
      resourceType: 'Patient',
      active: true,
      name: [{ family: 'Li', given: ['Wei'] }],
      identifier: [{ system: MRN, value: 'A-1' }],
    },
  });
  const a = String(resource.id);
  const { run } = await bring(vault, [theirs(), measured('first')]);
  await vault.ask('patient.merge', { survivor: a, merged: B });
  return { vault, a, run, alone: resource };
}

const json = async (vault: TestVault, type: string, id: string) =>
  (await vault.ask('record.get', { type, id })).resource as Record<string, unknown>;

async function values(vault: TestVault, id: string): Promise<string[]> {
  const { observations } = await vault.ask('patient.chart', { id });
  return observations.flatMap(({ points }) => points.map(({ text }) => text)).sort();
}

async function waiting(vault: TestVault): Promise<string[]> {
  const conflicts = await vault.ask('conflict.list', {});
  return conflicts.map(({ kind, record, rule }) => `${rule ?? kind} ${record.type}/${record.id}`).sort();
}

describe('an import for patients who were merged', () => {
  it('of the same file changes nothing; what the sender changed stands in their own record, and somebody is asked', async () => {
    const { vault, a } = await mergedClinic();
    const [mine, other] = [await json(vault, 'Patient', a), await json(vault, 'Patient', B)];
    expect((await bring(vault, [theirs(), measured('first')])).report).toMatchObject({ unchanged: 2, updated: 0 });
    expect(await json(vault, 'Patient', a)).toEqual(mine);
    expect(await json(vault, 'Patient', B)).toEqual(other);

    const moved = theirs({ telecom: [{ system: 'phone', value: '13700137000' }], birthDate: '1980-02-03' });
    expect((await bring(vault, [moved])).report).toMatchObject({ updated: 1, created: 0 });
    expect(await json(vault, 'Patient', B)).toMatchObject({
      active: false,
      birthDate: '1980-02-03',
      telecom: [{ value: '13700137000' }],
      link: [{ type: 'replaced-by', other: { reference: `Patient/${a}` } }],
    });
    expect(await json(vault, 'Patient', a)).toEqual(mine);
    expect(await waiting(vault)).toEqual([`merged-changed Patient/${B}`]);
    expect((await vault.ask('patient.chart', { id: a })).conflicts).toBe(1);
    expect(await vault.ask('patient.list', {})).toMatchObject({ total: 1, rows: [{ id: a }] });
    for (const text of ['13700137000', 'B-77', 'lee wei'])
      expect(
        (await vault.ask('patient.search', { text })).hits.map(({ id }) => id),
        text,
      ).toEqual([a]);
  });

  it('brings what names either into the chart of both, and by their number to whom had it: parted, each has their own', async () => {
    const { vault, a } = await mergedClinic();
    const byNumber = (id: string, number: string): object => measured(id, `Patient?identifier=${MRN}|${number}`);
    await bring(vault, [measured('second'), byNumber('third', 'B-77'), byNumber('fourth', 'A-1')]);
    expect(await values(vault, a)).toEqual(['first', 'fourth', 'second', 'third']);
    await vault.ask('patient.unmerge', { id: B });
    expect(await values(vault, a)).toEqual(['fourth']);
    expect(await values(vault, B)).toEqual(['first', 'second', 'third']);
  });

  it('finds the same patient by their number as before the merge', async () => {
    const vault = await testClinic();
    const { resource } = await vault.ask('record.create', { resource: { resourceType: 'Patient' } });
    const records = [measured('o', `Patient?identifier=${MRN}|B-77`)];
    await bring(vault, [theirs()]);
    await bring(vault, records);
    await vault.ask('patient.merge', { survivor: String(resource.id), merged: B });
    expect((await bring(vault, records)).report).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await json(vault, 'Observation', importedId(LAB, 'Observation', 'o'))).toMatchObject({
      subject: { reference: `Patient/${B}` },
    });
  });

  it('does not delete, with a deletion by the sender, what was merged meanwhile: it waits', async () => {
    const { vault, a } = await mergedClinic();
    const gone = {
      resourceType: 'Bundle',
      type: 'history',
      entry: [{ request: { method: 'DELETE', url: 'Patient/b' } }],
    };
    await vault.ask('import.files', {
      job: 'in',
      paths: [folderOf({ 'x.json': gone })],
      system: LAB,
      deletions: true,
    });
    expect(await values(vault, a)).toEqual(['first']);
    expect(await vault.ask('patient.list', {})).toMatchObject({ total: 1, rows: [{ id: a }] });
    expect(await waiting(vault)).toEqual([`delete-edit Patient/${B}`]);
  });
});

describe('undoing an import of patients who were merged', () => {
  it('takes their records, and leaves the one who went: parted, both are what they were', async () => {
    const { vault, a, run, alone } = await mergedClinic();
    const { records, ...report } = await vault.ask('import.undo', { job: 'u', run });
    expect(report).toMatchObject({ deleted: 1, restored: 0, left: 1 });
    expect(records).toEqual([{ type: 'Patient', id: B, why: 'edited' }]);
    expect(await values(vault, a)).toEqual([]);
    expect(await waiting(vault)).toEqual([]);
    await vault.ask('patient.unmerge', { id: B });
    expect(await json(vault, 'Patient', a)).toEqual(alone);
    expect(await json(vault, 'Patient', B)).toMatchObject({ active: true, identifier: [{ value: 'B-77' }] });
  });

  it('leaves the one who stayed, and takes what it brought of them only', async () => {
    const vault = await testClinic();
    const { resource } = await vault.ask('record.create', { resource: { resourceType: 'Patient', active: true } });
    const c = String(resource.id);
    await vault.ask('record.create', {
      resource: { resourceType: 'Condition', subject: { reference: `Patient/${c}` }, code: { text: 'cough' } },
    });
    const { run } = await bring(vault, [theirs(), measured('first')]);
    await vault.ask('patient.merge', { survivor: B, merged: c });
    expect(await vault.ask('import.undo', { job: 'u', run })).toMatchObject({ deleted: 1, left: 1 });
    const { problems } = await vault.ask('patient.chart', { id: B });
    expect(problems.map(({ text }) => text)).toEqual(['cough']);
    expect(await values(vault, B)).toEqual([]);
    expect(await waiting(vault)).toEqual([]);
  });

  it('takes back what the sender changed after the merge, and the question with it', async () => {
    const { vault } = await mergedClinic();
    const before = await json(vault, 'Patient', B);
    const { run } = await bring(vault, [theirs({ birthDate: '1980-02-03' }), measured('second')]);
    expect(await waiting(vault)).toEqual([`merged-changed Patient/${B}`]);
    expect(await vault.ask('import.undo', { job: 'u', run })).toMatchObject({ deleted: 1, restored: 1, left: 0 });
    expect(await json(vault, 'Patient', B)).toEqual(before);
    expect(await waiting(vault)).toEqual([]);
  });

  it('leaves one whom it brought as merged, where somebody wrote of them here', async () => {
    const vault = await testClinic();
    const { resource } = await vault.ask('record.create', {
      resource: { resourceType: 'Patient', identifier: [{ system: MRN, value: 'A-1' }] },
    });
    const a = String(resource.id);
    const link = [{ type: 'replaced-by', other: { reference: `Patient?identifier=${MRN}|A-1` } }];
    const { run } = await bring(vault, [theirs({ link })]);
    await vault.ask('record.create', {
      resource: { resourceType: 'Condition', subject: { reference: `Patient/${B}` }, code: { text: 'cough' } },
    });
    const problems = async () => (await vault.ask('patient.chart', { id: a })).problems.map(({ text }) => text);
    expect(await problems()).toEqual(['cough']);
    expect(await vault.ask('import.undo', { job: 'u', run })).toMatchObject({
      deleted: 0,
      left: 1,
      records: [{ id: B, why: 'in-use' }],
    });
    expect(await problems()).toEqual(['cough']);
    expect(await waiting(vault)).toEqual([]);
  });
});
