import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { differences } from '../../e2e/same-records.ts';

const PATIENT = { resourceType: 'Patient', id: 'p', name: [{ text: '欧阳拾穗' }] };
const VISIT = { resourceType: 'Encounter', id: 'e', status: 'finished' };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-same-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function made(name: string, records: readonly { resourceType: string }[]): string {
  const out = join(folder, name);
  mkdirSync(out);
  for (const record of records)
    writeFileSync(join(out, `${record.resourceType}.ndjson`), `${JSON.stringify(record)}\n`, { flag: 'a' });
  return out;
}

it('two exports of the same records are the same', () => {
  expect(differences(made('one', [PATIENT, VISIT]), made('other', [PATIENT, VISIT]))).toEqual([]);
});

it('one value that differs is found, though the counts are equal', () => {
  const changed = { ...PATIENT, name: [{ text: '欧阳拾惠' }] };
  expect(differences(made('one', [PATIENT, VISIT]), made('other', [changed, VISIT]))).toEqual(['Patient/p']);
});

it('another record in the place of one is found twice', () => {
  const another = { ...VISIT, id: 'f' };
  expect(differences(made('one', [PATIENT, VISIT]), made('other', [PATIENT, another]))).toEqual([
    'Encounter/e',
    'Encounter/f',
  ]);
});

it('two empty exports are no proof', () => {
  expect(() => differences(made('one', []), made('other', []))).toThrow(/records to compare/);
});
