import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { importedId, UNSPECIFIED } from '../../../electron/vault/exchange/fhir/ids.ts';
import { canonicalJson, parseJson } from '../../../shared/records/json.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';
import { about, folderOf, patient, temporaryFolder } from './support.ts';

afterEach(cleanUp);

const take = (clinic: TestVault, paths: string[], system?: string) =>
  clinic.ask('import.files', { job: 'in', paths, ...(system === undefined ? {} : { system }) });
const give = (
  clinic: TestVault,
  out: string,
  more: { types?: string[]; patient?: string; ids?: 'own' | 'original' } = {},
) => clinic.ask('export.files', { job: 'out', format: 'ndjson', out, ...more });

/** The lines of every file in a folder but its manifest, sorted. */
const linesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'manifest.json')
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n');
    })
    .filter((line) => line !== '')
    .map((line) => canonicalJson(parseJson(line)))
    .sort();

const DATA = {
  'Patient.ndjson': [
    patient('1', { name: [{ family: 'Wang', given: ['Fang'] }] }),
    patient('2', { generalPractitioner: [{ reference: 'Practitioner/away' }] }),
  ],
  'Observation.ndjson':
    '{"resourceType":"Observation","id":"o1","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":20.00}}\n' +
    '{"resourceType":"Observation","id":"o2","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/2/_history/4"},"focus":[{"reference":"#c"}],"contained":[{"resourceType":"Basic","id":"c"}]}\n',
  'Flag.ndjson': [
    {
      resourceType: 'Flag',
      id: 'odd_id',
      status: 'active',
      code: { text: 'x' },
      subject: { reference: 'Patient/not-here' },
    },
  ],
};

describe('export as NDJSON', () => {
  it('gives back what was imported, ids and references included', async () => {
    const clinic = await testClinic();
    const source = folderOf(DATA);
    expect(await take(clinic, [source])).toMatchObject({ created: 5, rejected: 0 });
    expect(await take(clinic, [source])).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
    const out = join(temporaryFolder(), 'new', 'folder');
    const report = await give(clinic, out, { ids: 'original' });
    expect(report).toEqual({
      files: ['Flag', 'Observation', 'Patient'].map((type) => join(out, `${type}.ndjson`)),
      resources: 5,
    });
    expect(linesOf(out)).toEqual(linesOf(source));
  });

  it('gives our own ids unless asked otherwise, decimals as they were', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)]);
    const out = temporaryFolder();
    await give(clinic, out);
    const [first = ''] = readFileSync(join(out, 'Observation.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('20.00'));
    const id = (type: string, original: string): string => importedId(UNSPECIFIED, type, original);
    expect(first).toContain('"valueQuantity":{"value":20.00}');
    expect(JSON.parse(first)).toMatchObject({
      id: id('Observation', 'o1'),
      subject: { reference: `Patient/${id('Patient', '1')}` },
    });
    expect(linesOf(out)).toHaveLength(5);
  });

  it('keeps our id where two senders use the same one', async () => {
    const clinic = await testClinic();
    const source = folderOf({
      'x.ndjson': [patient('1'), patient('2'), about('o', 'Patient/1', { status: 'final', code: { text: 'x' } })],
    });
    await take(clinic, [source], 'urn:a');
    await take(clinic, [folderOf({ 'y.ndjson': [patient('1')] })], 'urn:b');
    const out = temporaryFolder();
    await give(clinic, out, { ids: 'original' });
    const patients = readFileSync(join(out, 'Patient.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(patients.sort()).toEqual(
      [importedId('urn:a', 'Patient', '1'), importedId('urn:b', 'Patient', '1'), '2'].sort(),
    );
    expect(JSON.parse(readFileSync(join(out, 'Observation.ndjson'), 'utf8'))).toMatchObject({
      id: 'o',
      subject: { reference: `Patient/${importedId('urn:a', 'Patient', '1')}` },
    });
  });

  it('gives a record its id back where another system only refers to one of that id', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf({ 'x.ndjson': [patient('1')] })], 'urn:a');
    const result = about('o', 'Patient/1', { status: 'final', code: { text: 'x' } });
    await take(clinic, [folderOf({ 'y.ndjson': [result] })], 'urn:b');
    const out = temporaryFolder();
    await give(clinic, out, { ids: 'original' });
    expect(JSON.parse(readFileSync(join(out, 'Patient.ndjson'), 'utf8'))).toMatchObject({ id: '1' });
    expect(JSON.parse(readFileSync(join(out, 'Observation.ndjson'), 'utf8'))).toMatchObject({
      id: 'o',
      subject: { reference: `Patient/${importedId('urn:b', 'Patient', '1')}` },
    });
  });

  it('gives a reference back to what never came, where another system refers to one of that id', async () => {
    const clinic = await testClinic();
    const result = (id: string) => about(id, 'Patient/1', { status: 'final', code: { text: 'x' } });
    await take(clinic, [folderOf({ 'x.ndjson': [result('plain')] })]);
    await take(clinic, [folderOf({ 'y.ndjson': [result('theirs')] })], 'urn:b');
    const out = temporaryFolder();
    await give(clinic, out, { ids: 'original' });
    const subjects = linesOf(out).map((line) => JSON.parse(line));
    expect(Object.fromEntries(subjects.map(({ id, subject }) => [id, subject.reference]))).toEqual({
      plain: 'Patient/1',
      theirs: `Patient/${importedId('urn:b', 'Patient', '1')}`,
    });
  });

  it('gives chosen types, and one patient’s chart', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)]);
    const types = temporaryFolder();
    expect((await give(clinic, types, { types: ['Patient', 'Basic'] })).resources).toBe(2);
    expect(readdirSync(types)).toEqual(['Patient.ndjson', 'manifest.json']);
    const chart = temporaryFolder();
    const own = importedId(UNSPECIFIED, 'Patient', '1');
    expect((await give(clinic, chart, { patient: own, ids: 'original' })).resources).toBe(2);
    expect(
      linesOf(chart)
        .map((line) => JSON.parse(line).id)
        .sort(),
    ).toEqual(['1', 'o1']);
    await clinic.refuse('export.files', { job: 'x', format: 'ndjson', out: chart, patient: 'nobody' }, 'not-found');
    await clinic.refuse('export.files', { job: 'x', format: 'ndjson', out: chart, types: ['../x'] }, 'invalid-input');
  });

  it('leaves out what was deleted', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)]);
    await clinic.ask('record.delete', { type: 'Patient', id: importedId(UNSPECIFIED, 'Patient', '2') });
    const out = temporaryFolder();
    expect((await give(clinic, out)).resources).toBe(4);
  });

  it('lists what it wrote and what was deleted here, as a bulk export does, and comes in by that list', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)], 'urn:a');
    await clinic.ask('record.delete', { type: 'Patient', id: importedId('urn:a', 'Patient', '2') });
    const out = temporaryFolder();
    await give(clinic, out, { ids: 'original', types: ['Patient', 'Flag'] });
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toEqual({
      transactionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      request: '$export?_type=Patient,Flag',
      requiresAccessToken: false,
      outputFormat: 'application/fhir+ndjson',
      output: [
        { type: 'Flag', url: 'Flag.ndjson', count: 1 },
        { type: 'Patient', url: 'Patient.ndjson', count: 1 },
      ],
      deleted: [{ type: 'Bundle', url: 'deleted.ndjson', count: 1 }],
      error: [],
    });
    expect(JSON.parse(readFileSync(join(out, 'deleted.ndjson'), 'utf8'))).toEqual({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ request: { method: 'DELETE', url: 'Patient/2' } }],
    });
    const other = await testClinic();
    await take(other, [folderOf(DATA)], 'urn:a');
    const told = await take(other, [join(out, 'manifest.json')], 'urn:a');
    expect(told).toMatchObject({ updated: 0, unchanged: 2, rejected: 0 });
    expect(told.errors.map(({ file, code }) => [file, code])).toEqual([['deleted.ndjson', 'not-allowed']]);
    const also = { job: 'd', paths: [out], system: 'urn:a', deletions: true };
    expect(await other.ask('import.files', also)).toMatchObject({ updated: 1, unchanged: 2, rejected: 0, errors: [] });
    const gone = { type: 'Patient', id: importedId('urn:a', 'Patient', '2') };
    expect((await other.ask('record.get', gone)).deleted).toBe(true);
  });

  it('never replaces a file, and leaves none behind where it fails', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)]);
    const out = temporaryFolder();
    writeFileSync(join(out, 'Patient.ndjson'), 'mine');
    await clinic.refuse('export.files', { job: 'x', format: 'ndjson', out }, 'already-exists');
    expect(readdirSync(out)).toEqual(['Patient.ndjson']);
    expect(readFileSync(join(out, 'Patient.ndjson'), 'utf8')).toBe('mine');
    await clinic.refuse(
      'export.files',
      { job: 'x', format: 'ndjson', out: join(out, 'Patient.ndjson') },
      'file-unwritable',
    );
  });

  it('writes files that only the user can read', async () => {
    const clinic = await testClinic();
    await take(clinic, [folderOf(DATA)]);
    const out = join(temporaryFolder(), 'made');
    const { files } = await give(clinic, out);
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(out).mode & 0o777).toBe(0o700);
  });

  it('is cancelled without leaving a file', async () => {
    const clinic = await testClinic();
    const many = Array.from({ length: 5000 }, (_, i) =>
      about(`o${i}`, 'Patient/1', { status: 'final', code: { text: 'x' } }),
    );
    await take(clinic, [folderOf({ 'o.ndjson': many })]);
    const out = temporaryFolder();
    mkdirSync(join(out, 'into'));
    const exporting = clinic.vault.ask('export.files', { job: 'out', format: 'ndjson', out: join(out, 'into') });
    await clinic.ask('job.cancel', { job: 'out' });
    expect(await exporting).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(readdirSync(join(out, 'into'))).toEqual([]);
  });
});

describe('export as a Bundle, and compressed', () => {
  const source = () => folderOf(DATA);
  const given = (clinic: TestVault, out: string, format: 'ndjson' | 'bundle', gzip: boolean) =>
    clinic.ask('export.files', { job: 'out', format, gzip, out, ids: 'original' });

  it('puts every resource under its id, and comes in again as it went out', async () => {
    const clinic = await testClinic();
    await take(clinic, [source()], 'urn:a');
    const out = temporaryFolder();
    const file = join(out, 'bundle.json');
    expect(await given(clinic, out, 'bundle', false)).toEqual({ files: [file], resources: 5 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('"value":20.00');
    const bundle = JSON.parse(text) as { type: string; entry: { request: object; resource: { id: string } }[] };
    expect(bundle.type).toBe('transaction');
    expect(bundle.entry.map(({ request }) => request)).toContainEqual({ method: 'PUT', url: 'Patient/1' });
    expect(await take(clinic, [file], 'urn:a')).toMatchObject({ created: 0, updated: 0, unchanged: 5, rejected: 0 });
    const other = await testClinic();
    expect(await take(other, [file], 'urn:a')).toMatchObject({ created: 5, rejected: 0 });
    const back = temporaryFolder();
    await give(other, back, { ids: 'original' });
    const straight = temporaryFolder();
    await give(clinic, straight, { ids: 'original' });
    expect(linesOf(back)).toEqual(linesOf(straight));
  });

  it('of an empty clinic is a Bundle without entries', async () => {
    const clinic = await testClinic();
    const out = temporaryFolder();
    await given(clinic, out, 'bundle', false);
    expect(JSON.parse(readFileSync(join(out, 'bundle.json'), 'utf8'))).toEqual({
      resourceType: 'Bundle',
      type: 'transaction',
    });
  });

  it('is the same compressed, and read again; tables are not compressed', async () => {
    const clinic = await testClinic();
    await take(clinic, [source()], 'urn:a');
    const [plain, packed, bundle] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await give(clinic, plain, { ids: 'original' });
    const { files } = await given(clinic, packed, 'ndjson', true);
    expect(files.every((file) => file.endsWith('.ndjson.gz'))).toBe(true);
    expect(linesOf(packed)).toEqual(linesOf(plain));
    expect(await take(clinic, [packed], 'urn:a')).toMatchObject({ unchanged: 5, rejected: 0 });
    await given(clinic, bundle, 'bundle', true);
    expect(await take(clinic, [bundle], 'urn:a')).toMatchObject({ unchanged: 5, rejected: 0 });
    await clinic.refuse(
      'export.files',
      { job: 'o', format: 'csv', gzip: true, out: temporaryFolder() },
      'invalid-input',
    );
  });
});
