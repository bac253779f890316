import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf, importPaths, patient } from './support.ts';

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

  it('is no manifest where it only looks like one', async () => {
    const folder = folderOf({ 'x.json': { transactionTime: 'now', output: 'none' }, 'y.json': patient('1') });
    const { report } = await importPaths([folder]);
    expect(report).toMatchObject({ created: 1, errors: [{ file: 'x.json', code: 'resource-without-type' }] });
  });
});
