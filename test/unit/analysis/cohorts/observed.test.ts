/** Values that cohorts read beside the records, as the records change. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { cohortMembers } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import { exportCohort } from '../../../../electron/vault/analysis/cohorts/export.ts';
import { openStore } from '../../../../electron/vault/storage/database.ts';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import { openDatabase } from '../../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const WEIGHT = { coding: [{ system: 'http://loinc.org', code: '29463-7' }] };
const HEAVY: Criterion = { kind: 'value', of: [{ code: '29463-7' }], unit: 'kg', is: { above: 80 } };

async function create({ ask }: TestVault, resource: object): Promise<string> {
  return String((await ask('record.create', { resource: resource as never })).resource.id);
}

async function heavy({ ask }: TestVault): Promise<string[]> {
  return (await ask('cohort.members', { definition: { v: 1, where: HEAVY } })).ids;
}

const weight = (patient: string, value: number, on: string, unit = 'kg') => ({
  resourceType: 'Observation',
  status: 'final',
  code: WEIGHT,
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: on,
  valueQuantity: { value, unit },
});

it('follow a correction, an error, a deletion, a merge and a parting', async () => {
  const vault = await testClinic();
  const [a, b] = [await create(vault, { resourceType: 'Patient' }), await create(vault, { resourceType: 'Patient' })];
  await create(vault, weight(a, 90, '2026-03-01'));
  const last = await create(vault, weight(a, 70, '2026-03-02'));
  expect(await heavy(vault)).toEqual([]);
  await vault.ask('record.patch', { type: 'Observation', id: last, patch: { valueQuantity: { value: 95 } } });
  expect(await heavy(vault)).toEqual([a]);
  await vault.ask('record.patch', { type: 'Observation', id: last, patch: { effectiveDateTime: '2026-02-01' } });
  await vault.ask('record.patch', { type: 'Observation', id: last, patch: { valueQuantity: { value: 60 } } });
  expect(await heavy(vault)).toEqual([a]);
  const wrong = await create(vault, weight(a, 61, '2026-03-03'));
  expect(await heavy(vault)).toEqual([]);
  await vault.ask('record.patch', { type: 'Observation', id: wrong, patch: { status: 'entered-in-error' } });
  expect(await heavy(vault)).toEqual([a]);
  const gone = await create(vault, { ...weight(a, 62, '2026-03-04'), status: 'preliminary' });
  await vault.ask('record.delete', { type: 'Observation', id: gone });
  expect(await heavy(vault)).toEqual([a]);
  await vault.ask('patient.merge', { survivor: b, merged: a });
  expect(await heavy(vault)).toEqual([b]);
  await vault.ask('patient.unmerge', { id: a });
  expect(await heavy(vault)).toEqual([a]);
});

it('leave no word of an erased chart behind, and count as before what others have', async () => {
  const vault = await testClinic();
  const [erased, other] = [
    await create(vault, { resourceType: 'Patient' }),
    await create(vault, { resourceType: 'Patient' }),
  ];
  await create(vault, weight(erased, 90, '2026-03-01', 'stones of Aquillfeather'));
  await create(vault, weight(erased, 90, '2026-03-01'));
  await create(vault, weight(other, 91, '2026-03-01'));
  await vault.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  expect(await heavy(vault)).toEqual([other]);
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  expect(store.all('SELECT unit, n FROM observed_kind')).toEqual([{ unit: 'kg', n: 1 }]);
  store.close();
});

it('keep nothing and call nobody in while records are still being prepared', async () => {
  const store = openStore({ file: join(temporaryFolder(), 'behind.sqlite'), key: new Uint8Array(32).fill(5) });
  store.transaction((writer) =>
    writer.run("INSERT INTO record (type, id, json, version, eid, op) VALUES ('Patient', 'p', '{}', 1, 1, 1)"),
  );
  const question = {
    definition: { v: 1 as const, people: 'living' as const, where: HEAVY },
    nested: new Map(),
    today: '2026-06-01',
    timeZone: 'Asia/Shanghai',
  };
  const { signal } = new AbortController();
  expect(await cohortMembers(store, question, { signal })).toEqual({ ids: [], incomplete: 1 });
  const asked = { ...question, sort: 'name' as const, now: 0, shows: { tasks: false, appointments: false } };
  const out = temporaryFolder();
  const progress = { signal, onProgress: () => undefined };
  expect(() => exportCohort(store, { ...asked, out, locale: 'en' }, progress)).toThrow('still being prepared');
  store.close();
});
