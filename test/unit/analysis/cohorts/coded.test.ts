/** Concepts that cohorts find people by, as the records change. */
import { afterEach, expect, it } from 'vitest';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import { openDatabase } from '../../../support/database.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

async function create({ ask }: TestVault, resource: object): Promise<string> {
  return String((await ask('record.create', { resource: resource as never })).resource.id);
}

async function people({ ask }: TestVault, where: Criterion): Promise<string[]> {
  return (await ask('cohort.members', { definition: { v: 1, where } })).ids;
}

const GOUT: Criterion = { kind: 'diagnosis', of: [{ text: 'gout' }] };
const gout = (patient: string, text = 'Gout of the left foot') => ({
  resourceType: 'Condition',
  subject: { reference: `Patient/${patient}` },
  code: { text },
});
const verified = (code: string) => ({
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }],
  },
});

it('follow a correction, a suspicion, an error, a deletion, a merge and a parting', async () => {
  const vault = await testClinic();
  const [a, b] = [await create(vault, { resourceType: 'Patient' }), await create(vault, { resourceType: 'Patient' })];
  const first = await create(vault, gout(a, 'Goat'));
  expect(await people(vault, GOUT)).toEqual([]);
  const patch = (patched: object) =>
    vault.ask('record.patch', { type: 'Condition', id: first, patch: patched as never });
  await patch({ code: { text: 'Gout' } });
  expect(await people(vault, GOUT)).toEqual([a]);
  await patch(verified('provisional'));
  expect(await people(vault, GOUT)).toEqual([]);
  expect(await people(vault, { ...GOUT, suspected: true } as Criterion)).toEqual([a]);
  await patch(verified('confirmed'));
  expect(await people(vault, GOUT)).toEqual([a]);
  await patch(verified('entered-in-error'));
  expect(await people(vault, { ...GOUT, ever: true, suspected: true } as Criterion)).toEqual([]);
  const second = await create(vault, gout(a));
  await vault.ask('patient.merge', { survivor: b, merged: a });
  expect(await people(vault, GOUT)).toEqual([b]);
  await vault.ask('patient.unmerge', { id: a });
  expect(await people(vault, GOUT)).toEqual([a]);
  await vault.ask('record.delete', { type: 'Condition', id: second });
  expect(await people(vault, GOUT)).toEqual([]);
});

it('find by a Medication as it is now', async () => {
  const vault = await testClinic();
  const a = await create(vault, { resourceType: 'Patient' });
  const medicine = await create(vault, { resourceType: 'Medication', code: { text: 'Tablets' } });
  await create(vault, {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: `Patient/${a}` },
    medicationReference: { reference: `Medication/${medicine}` },
  });
  const takes: Criterion = { kind: 'medication', of: [{ text: 'allopurinol' }] };
  expect(await people(vault, takes)).toEqual([]);
  const ingredient = [{ itemCodeableConcept: { text: 'Allopurinol' } }];
  await vault.ask('record.patch', { type: 'Medication', id: medicine, patch: { ingredient } });
  expect(await people(vault, takes)).toEqual([a]);
  await vault.ask('record.delete', { type: 'Medication', id: medicine });
  expect(await people(vault, takes)).toEqual([]);
});

it('leave no word of an erased chart behind, and count as before what others have', async () => {
  const vault = await testClinic();
  const [erased, other] = [
    await create(vault, { resourceType: 'Patient' }),
    await create(vault, { resourceType: 'Patient' }),
  ];
  await create(vault, gout(erased, 'Gout of Aquillfeather'));
  await create(vault, gout(erased));
  await create(vault, gout(other));
  await vault.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  expect(await people(vault, GOUT)).toEqual([other]);
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  expect(store.all('SELECT json, n FROM concept')).toEqual([{ json: '{"text":"Gout of the left foot"}', n: 1 }]);
  expect(store.get('SELECT count(*) AS n FROM coded')).toEqual({ n: 1 });
  store.close();
});
