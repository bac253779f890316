/** An export of one clinic, imported at another: it is the same there, no more and no less. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { canonicalJson, parseJson } from '../../../shared/records/json.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';
import { about, bundle, folderOf, importPaths, patient, temporaryFolder } from './support.ts';

afterEach(cleanUp);

type Format = 'ndjson' | 'bundle';
const take = (clinic: TestVault, path: string, more: { deletions?: boolean; holdInvalid?: boolean } = {}) =>
  clinic.ask('import.files', { job: 'in', paths: [path], ...more });
const give = async (
  clinic: TestVault,
  more: { format?: Format; ids?: 'own' | 'original'; gzip?: boolean; types?: string[] } = {},
) => {
  const out = temporaryFolder();
  const { resources } = await clinic.ask('export.files', { job: 'out', format: 'ndjson', out, ...more });
  return { out, resources };
};
const linesOf = ({ out }: { out: string }): string[] =>
  readdirSync(out)
    .filter((name) => name !== 'manifest.json' && !name.startsWith('deleted'))
    .flatMap((name) => {
      const bytes = readFileSync(join(out, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n');
    })
    .filter(Boolean)
    .map((line) => canonicalJson(parseJson(line)))
    .sort();

const base = 'https://h.example/fhir';
const result = (id: string, subject: string) => about(id, subject, { status: 'preliminary', code: { text: 'x' } });
const inDocument = (resource: { id?: string; resourceType?: string }) => ({
  fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
  resource,
});
const ENTRIES = [
  inDocument({
    resourceType: 'Composition',
    id: 'c',
    ...{ status: 'final', type: { text: 'x' }, title: 'x', date: '2026-01-01' },
    ...{ author: [{ reference: 'Practitioner/d' }], subject: { reference: 'Patient/1' } },
  }),
  inDocument(patient('1')),
  inDocument({ resourceType: 'Practitioner', id: 'd' }),
  inDocument(result('o', 'Patient/1')),
  { resource: bundle('collection', { fullUrl: 'urn:x:1', resource: { ...patient('2'), gender: 'male' } }) },
];
const DOCUMENT = {
  ...bundle('document', ...ENTRIES),
  id: 'doc',
  identifier: { system: 'urn:x', value: '1' },
  timestamp: '2026-01-01T00:00:00Z',
};

describe('a document that is kept', () => {
  it.each<{ format?: Format; ids?: 'original'; gzip?: boolean }>([
    {},
    { ids: 'original' },
    { gzip: true },
    { format: 'bundle' },
    { format: 'bundle', ids: 'original', gzip: true },
  ])('comes in alone, for its contents stand beside it: %j', async (how) => {
    const [clinic, other] = [await testClinic(), await testClinic()];
    expect(await take(clinic, folderOf({ 'doc.json': DOCUMENT }))).toMatchObject({ created: 6, rejected: 0 });
    const given = await give(clinic, how);
    expect(given.resources).toBe(6);
    expect(await take(other, given.out)).toMatchObject({ created: 6, updated: 0, rejected: 0 });
    expect(await take(other, given.out)).toMatchObject({ created: 0, updated: 0, rejected: 0 });
    const straight = await give(clinic, how.ids ? { ids: how.ids } : {});
    const back = await give(other, { ids: 'original' });
    expect(linesOf(back)).toEqual(linesOf(straight));
  });

  it('does not bring back what was deleted of it, and its contents come where they are not beside it', async () => {
    const [clinic, other, third] = [await testClinic(), await testClinic(), await testClinic()];
    await take(clinic, folderOf({ 'doc.json': DOCUMENT }));
    const [{ id }] = linesOf(await give(clinic, { types: ['Observation'] })).map((line) => JSON.parse(line));
    await clinic.ask('record.delete', { type: 'Observation', id });
    expect(await take(other, (await give(clinic)).out)).toMatchObject({ created: 5, rejected: 0 });
    const some = await give(clinic, { types: ['Bundle', 'Patient'] });
    expect(some.resources).toBe(3);
    expect(await take(third, some.out)).toMatchObject({
      byType: { Bundle: 1, Patient: 2, Practitioner: 1, Observation: 1 },
    });
  });

  it('is read so in parts, too', async () => {
    const clinic = await testClinic();
    await take(clinic, folderOf({ 'doc.json': DOCUMENT }));
    const { out } = await give(clinic, { format: 'bundle' });
    expect((await importPaths([out], { held: 20 })).report).toMatchObject({ created: 6, rejected: 0 });
  });

  it('comes in alone also where it waited to be mended', async () => {
    const [clinic, other] = [await testClinic(), await testClinic()];
    const { timestamp: _, ...bad } = { ...DOCUMENT, entry: ENTRIES.slice(0, 4) };
    await take(clinic, folderOf({ 'doc.json': bad }));
    const report = await take(other, (await give(clinic)).out, { holdInvalid: true });
    expect(report).toMatchObject({ created: 4, rejected: 1 });
    const [group] = (await other.ask('repair.groups', { state: 'open' })).groups;
    const reason = {
      state: 'open' as const,
      run: group?.run ?? '',
      code: group?.code ?? 'not-fhir',
      element: group?.element ?? '',
    };
    const [waiting] = (await other.ask('repair.list', { reason })).items;
    const { id, raw = '' } = await other.ask('repair.show', { id: waiting?.id ?? 0 });
    const mended = raw.replace('"identifier"', '"timestamp":"2026-01-01T00:00:00Z","identifier"');
    expect(await other.ask('repair.retry', { id, raw: mended })).toMatchObject({ fixed: true });
    expect((await give(other)).resources).toBe(5);
  });
});

describe('deletions', () => {
  const of = (source: string | undefined, id: string) =>
    source === undefined ? patient(id) : patient(id, { meta: { source } });

  it('are of the system whose records they delete, are counted, and are taken back with their run', async () => {
    const [clinic, other] = [await testClinic(), await testClinic()];
    await take(
      clinic,
      folderOf({ 'x.ndjson': [of('urn:a', '1'), of('urn:b#7', '2'), of(undefined, '3'), patient('4')] }),
    );
    expect(await take(other, (await give(clinic)).out)).toMatchObject({ created: 4 });
    const come = linesOf(await give(clinic)).map((line) => JSON.parse(line));
    const unnamed = come.find(({ meta }) => meta === undefined);
    for (const { id } of [...come.filter(({ meta }) => meta !== undefined), unnamed])
      await clinic.ask('record.delete', { type: 'Patient', id });
    const left = await give(clinic);
    const report = await take(other, left.out, { deletions: true });
    expect(report).toMatchObject({ created: 0, updated: 3, rejected: 0, errors: [] });
    expect((await give(other)).resources).toBe(1);
    expect(await other.ask('import.undo', { job: 'u', run: report.run ?? '' })).toMatchObject({
      restored: 3,
      left: 0,
    });
    expect((await give(other)).resources).toBe(4);
  });

  it('of a server that names no source are of the one whose records stand beside them', async () => {
    const gone = bundle('transaction', { request: { method: 'DELETE', url: 'Patient/1' } });
    const files = (sources: (string | undefined)[]) => ({
      'manifest.json': {
        transactionTime: '2026-01-01T00:00:00Z',
        output: [{ type: 'Patient', url: 'p.ndjson' }],
        deleted: [{ type: 'Bundle', url: 'gone.ndjson' }],
      },
      'p.ndjson': sources.map((source, i) => of(source, String(i + 5))),
      'gone.ndjson': [gone],
    });
    for (const [sources, updated] of [
      [['urn:a', 'urn:a#2'], 1],
      [['urn:a', 'urn:b'], 0],
      [['urn:a', undefined], 0],
    ] as const) {
      const clinic = await testClinic();
      await take(clinic, folderOf({ 'x.ndjson': [of('urn:a', '1')] }));
      expect(await take(clinic, folderOf(files([...sources])), { deletions: true })).toMatchObject({
        created: 2,
        updated,
      });
    }
  });
});
