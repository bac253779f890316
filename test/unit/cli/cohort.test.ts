import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

let home: string;
let folder: string;
const cohort = (...more: string[]) => run(['--home', home, 'cohort', ...more]);

function definition(where: object): string {
  const file = join(folder, 'cohort.json');
  writeFileSync(file, JSON.stringify({ v: 1, where }));
  return file;
}

beforeAll(async () => {
  folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  const pressure = (patient: string, value: number) => ({
    resourceType: 'Observation',
    id: `bp-${patient}`,
    status: 'final',
    subject: { reference: `Patient/${patient}` },
    code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
    effectiveDateTime: '2025-03-01',
    valueQuantity: { value, unit: 'mmHg' },
  });
  const records = [
    { resourceType: 'Patient', id: '1', name: [{ family: '王', given: ['芳'] }], gender: 'female' },
    { resourceType: 'Patient', id: '2', name: [{ family: '李', given: ['明'] }], gender: 'male' },
    pressure('1', 152),
    pressure('2', 120),
  ];
  const file = join(folder, 'records.ndjson');
  writeFileSync(file, records.map((one) => JSON.stringify(one)).join('\n'));
  expect((await run(['--home', home, 'import', file])).status).toBe(0);
}, 60_000);
afterAll(cleanUp);

describe('cohort on the command line', () => {
  it('lists who is in it, with the value that it is about, or says how many', async () => {
    const file = definition({ kind: 'value', of: [{ code: '8480-6' }], is: { above: 140 } });
    const ended = await cohort(file);
    expect(ended.err).toBe('');
    expect(ended.json()).toMatchObject({
      n: 1,
      patients: [{ name: '王芳', gender: 'female', value: { text: '152', unit: 'mmHg', day: '2025-03-01' } }],
    });
    expect((await cohort(file, '--count')).json()).toEqual({
      n: 1,
      total: 2,
      untold: { values: 0, units: [] },
      incomplete: 0,
    });
  });

  it('says where a definition is wrong, and which cohort is not kept', async () => {
    const wrong = await cohort(definition({ kind: 'age', from: 'forty' }));
    expect(wrong.status).toBe(1);
    expect(wrong.error()).toBe('invalid-input');
    expect(wrong.err).toContain('where');
    expect((await cohort('--kept', 'nobody')).error()).toBe('not-found');
    expect((await cohort()).error()).toBe('invalid-input');
    expect((await cohort('--list')).json()).toEqual([]);
  });
});
