import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundle, folderOf, importPaths, patient } from './support.ts';

/** A manifest as a server gives it. */
const manifest = (output: object[], more: object = {}): object => ({
  transactionTime: '2026-01-01T00:00:00Z',
  request: 'https://h.example/fhir/$export',
  requiresAccessToken: true,
  output,
  ...more,
});
const at = (name: string, count?: number): object => ({
  type: 'Patient',
  url: `https://h.example/files/1/${name}?token=x`,
  ...(count === undefined ? {} : { count }),
});

describe('a bulk export that was fetched', () => {
  it('is what its manifest lists, wherever the sender had it', async () => {
    const folder = folderOf({
      'status.json': manifest([at('1.Patient.ndjson', 2), at('2%20b.ndjson')], { error: [at('errors.ndjson')] }),
      '1.Patient.ndjson': [patient('1'), patient('2')],
      '2 b.ndjson.gz': gzipSync(JSON.stringify(patient('3'))),
      'errors.ndjson': [{ resourceType: 'OperationOutcome', id: 'x' }],
      'log.ndjson': [{ event: 'download' }],
      'deeper/other.json': patient('4'),
    });
    for (const path of [folder, join(folder, 'status.json')]) {
      const { report } = await importPaths([path]);
      expect(report.created).toBe(path === folder ? 4 : 3);
      expect(report.errors.map(({ file, code }) => [file, code])).toEqual([
        ['errors.ndjson', 'truncated'],
        ...(path === folder ? [['log.ndjson', 'not-allowed']] : []),
      ]);
      expect(report.rejected).toBe(1);
    }
  });

  it('that is not complete says so', async () => {
    const folder = folderOf({
      'manifest.json': manifest([at('a.ndjson', 3), at('gone.ndjson', 1), at('../b.ndjson')]),
      'a.ndjson': [patient('1'), patient('2')],
    });
    const { report } = await importPaths([folder]);
    expect(report).toMatchObject({ created: 2, rejected: 3 });
    expect(report.errors.map(({ file, code }) => [file, code])).toEqual([
      ['gone.ndjson', 'file-not-found'],
      ['b.ndjson', 'file-not-found'],
      ['a.ndjson', 'truncated'],
    ]);
  });

  it('counts a resource that stands alone, and those in a Bundle', async () => {
    const whole = bundle('collection', { resource: patient('3') }, { resource: patient('4') });
    const files = {
      'one.json': JSON.stringify(patient('1'), null, 1),
      'line.ndjson': [patient('2')],
      'bundle.json': whole,
      'printed.json': JSON.stringify(whole, null, 1).replaceAll('"3"', '"5"').replaceAll('"4"', '"6"'),
      'damaged.json': '{"resourceType":"Patient","id":}',
    };
    const [one, two] = [
      ['one.json', 'line.ndjson', 'damaged.json'],
      ['bundle.json', 'printed.json'],
    ];
    const complete = manifest([...one.map((name) => at(name, 1)), ...two.map((name) => at(name, 2))]);
    for (const held of [undefined, 20]) {
      const options = held === undefined ? {} : { held };
      const { report } = await importPaths([folderOf({ ...files, 'manifest.json': complete })], options);
      expect(report).toMatchObject({ created: 6, rejected: 1, errors: [{ file: 'damaged.json', code: 'not-json' }] });
      const short = manifest([at('one.json', 2), ...two.map((name) => at(name, 3))]);
      const missing = await importPaths([folderOf({ ...files, 'manifest.json': short })], options);
      expect(missing.report.errors.filter(({ code }) => code === 'truncated')).toHaveLength(3);
      expect(missing.report.rejected).toBe(3);
    }
  });

  it('is no manifest where it only looks like one', async () => {
    const folder = folderOf({ 'x.json': { transactionTime: 'now', output: 'none' }, 'y.json': patient('1') });
    const { report } = await importPaths([folder]);
    expect(report).toMatchObject({ created: 1, errors: [{ file: 'x.json', code: 'resource-without-type' }] });
  });
});
