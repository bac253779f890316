import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

let home: string;
const query = (text: string, ...more: string[]) => run(['--home', home, ...more, 'query', text]);

beforeAll(async () => {
  const folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  const subject = { reference: 'Patient/1' };
  const weight = { subject, status: 'final', code: { text: 'weight' }, valueQuantity: { value: 0, unit: 'kg' } };
  const records = [
    { resourceType: 'Patient', id: '1', name: [{ family: '王', given: ['小明'] }], birthDate: '1980-05-05' },
    { resourceType: 'Observation', id: 'w1', ...weight, effectiveDateTime: '2024-01-05T23:30:00Z' },
    { resourceType: 'Observation', id: 'w2', ...weight, effectiveDateTime: '2024-01-07' },
  ];
  const file = join(folder, 'records.ndjson');
  const lines = records.map((one) => JSON.stringify(one).replace('"value":0', '"value":71.50')).join('\n');
  writeFileSync(file, lines);
  expect((await run(['--home', home, 'import', file])).status).toBe(0);
}, 60_000);
afterAll(cleanUp);

describe('query on the command line', () => {
  it('prints a Bundle whose numbers keep their text', async () => {
    const ended = await query(
      `Observation?patient.name=${encodeURIComponent('王')}&_sort=-date&_include=Observation:patient`,
    );
    expect(ended.err).toBe('');
    expect(ended.out).toContain('"value":71.50');
    const bundle = ended.json() as {
      total: number;
      entry: { resource: { resourceType: string }; search: { mode: string } }[];
    };
    expect(bundle.total).toBe(2);
    expect(bundle.entry.map(({ resource, search }) => `${search.mode} ${resource.resourceType}`)).toEqual([
      'match Observation',
      'match Observation',
      'include Patient',
    ]);
  });

  it('knows when records were written here', async () => {
    const count = async (text: string) => ((await query(text)).json() as { total: number }).total;
    const day = new Date(Date.now() - 86_400_000).toISOString();
    expect(await count(`Observation?_lastUpdated=gt${day}`)).toBe(2);
    expect(await count(`Observation?_lastUpdated=lt${day}`)).toBe(0);
  });

  it('refuses a wrong parameter by its name', async () => {
    const ended = await query('Observation?kode=1');
    expect([ended.status, ended.error()]).toEqual([1, 'invalid-input']);
    expect(ended.err).toContain('The search parameter kode: Observation has none of this name.');
  });
});
