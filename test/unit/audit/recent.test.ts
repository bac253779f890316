import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, eventually, type TestVault, testClinic } from '../../support/vaults.ts';

let clinic: TestVault;
beforeAll(async () => {
  clinic = await testClinic(undefined, { gathering: 1 });
});
afterAll(cleanUp);

async function register(family: string): Promise<string> {
  const saved = await clinic.ask('record.create', {
    resource: { resourceType: 'Patient', name: [{ family, given: ['Ann'] }] },
  });
  return saved.resource.id ?? '';
}

it('gives whose charts somebody opened, each once, the last first, before and after the trail went along', async () => {
  const ids = [await register('Lee'), await register('Wong'), await register('Smith')];
  const [a = '', b = '', c = ''] = ids;
  const recent = async () => (await clinic.ask('patient.recent', {})).map(({ id }) => id);
  expect(await recent()).toEqual([]);
  await clinic.ask('patient.chart', { id: a });
  await clinic.ask('patient.chart', { id: b });
  await eventually(recent, (found) => found.length === 2);
  expect(await recent()).toEqual([b, a]);
  // a write takes the entries into the trail
  await register('Zhou');
  await clinic.ask('patient.chart', { id: c });
  await eventually(recent, (found) => found.length === 3);
  expect(await recent()).toEqual([c, b, a]);
  expect((await clinic.ask('patient.recent', { limit: 1 })).map(({ id }) => id)).toEqual([c]);
  const { rows, count, total } = await clinic.ask('patient.list', { sort: 'name', limit: 2 });
  expect({ rows: rows.map(({ name }) => name), count, total }).toEqual({
    rows: ['Ann Lee', 'Ann Smith'],
    count: 4,
    total: 4,
  });
});
