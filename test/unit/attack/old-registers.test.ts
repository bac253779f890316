/** Records that 0.1.0 edited, whose tables of registers cut them otherwise. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { makeClinic } from './clinic.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

it('shows what is written to an element that was a set and is none any more', async () => {
  const { workspace } = await makeClinic();
  const { store } = workspace;
  const allergy = {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    category: ['food'],
    patient: { reference: 'Patient/p' },
  };
  createRecords(workspace, [allergy]);
  patchRecord(workspace, 'AllergyIntolerance', 'a', { criticality: 'low' });
  // as 0.1.0 kept it
  const row = store.get<{ registers: string }>("SELECT registers FROM record WHERE id = 'a'");
  const { category, ...rest } = JSON.parse(row?.registers ?? '{}');
  const [entry] = category.current;
  const old = {
    ...rest,
    'category/0123456789abcdef': { current: [{ ...entry, value: '"food"', pos: 1 }], replaced: [] },
  };
  store.transaction((writer) => writer.run('UPDATE record SET registers = ?', canonicalJson(old as JsonObject)));
  const { resource } = patchRecord(workspace, 'AllergyIntolerance', 'a', { category: ['medication'] });
  expect(resource.category).toEqual(['medication']);
  expect(patchRecord(workspace, 'AllergyIntolerance', 'a', { category: null }).resource.category).toBeUndefined();
});

it('moves a group to the registers of today as a whole', async () => {
  const { workspace } = await makeClinic();
  const { store } = workspace;
  const code = { text: 'Weight' };
  const observation = { resourceType: 'Observation', id: 'o', status: 'preliminary', code, valueString: 'x' };
  createRecords(workspace, [observation]);
  patchRecord(workspace, 'Observation', 'o', { issued: '2026-06-01T00:00:00Z' });
  const row = store.get<{ registers: string }>("SELECT registers FROM record WHERE id = 'o'");
  const { value, ...rest } = JSON.parse(row?.registers ?? '{}');
  const [entry] = value.current;
  const alone = (of: JsonObject) => ({ current: [{ ...entry, value: canonicalJson(of) }], replaced: [] });
  const old = { ...rest, code: alone({ code }), value: alone({ valueString: 'x' }) };
  store.transaction((writer) => writer.run('UPDATE record SET registers = ?', canonicalJson(old as JsonObject)));
  const { resource } = patchRecord(workspace, 'Observation', 'o', { valueString: 'y' });
  expect(resource).toMatchObject({ code, valueString: 'y' });
  const after = store.get<{ registers: string }>("SELECT registers FROM record WHERE id = 'o'");
  const { code: gone, value: whole } = JSON.parse(after?.registers ?? '{}');
  expect([gone.current[0].value, whole.current[0].value]).toEqual([null, canonicalJson({ code, valueString: 'y' })]);
});
