/** What two workstations wrote differently counts once, by what is shown, and follows when somebody settles it. */
import { afterEach, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOfVaults } from '../../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../../support/clouds.ts';
import { cleanUp, type TestVault } from '../../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const YEAR = { from: '2020-01-01', to: '2020-12-31' };
const coded = (code: string): JsonObject => ({ coding: [{ system: ICD10, code }] });

it('counts a record in conflict once, by what is shown, and follows the decision', async () => {
  const clinic = await clinicOfVaults(2);
  const [a, b] = clinic.vaults as [TestVault, TestVault];
  const create = async (resource: JsonObject) => {
    const made = await a.ask('record.create', { resource: resource as never });
    return { type: String(resource.resourceType), id: String(made.resource.id) };
  };
  const { id } = await create({ resourceType: 'Patient', birthDate: '1980-01-01', gender: 'female' });
  const subject = { reference: `Patient/${id}` };
  const condition = await create({
    resourceType: 'Condition',
    subject,
    code: coded('I10'),
    recordedDate: '2020-02-01',
  });
  const visit = await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: '2020-03-02' },
  });
  await clinic.sync();
  await a.ask('record.patch', { ...condition, patch: { code: coded('E11') } });
  await b.ask('record.patch', { ...condition, patch: { code: coded('J06.9') } });
  await a.ask('record.patch', { ...visit, patch: { period: { start: '2020-05-04' } } });
  await b.ask('record.patch', { ...visit, patch: { period: { start: '2020-06-01' } } });
  await clinic.sync();

  /** What measures of a workstation tell: registers, codes of diagnoses, months of visits; each with how many. */
  const told = async (vault: TestVault) => {
    const { rows: codes } = await vault.ask('measures.ask', { name: 'diagnoses', ...YEAR });
    const { rows: months } = await vault.ask('measures.ask', { name: 'visits', ...YEAR, grain: 'month' });
    const { total: fresh } = await vault.ask('measures.ask', { name: 'new-returning', ...YEAR });
    return {
      hypertension: (await vault.ask('measures.ask', { name: 'hypertension' })).total[1],
      diabetes: (await vault.ask('measures.ask', { name: 'diabetes' })).total[1],
      diagnoses: codes.map(({ keys, values }) => [String(keys[0]).slice(ICD10.length + 1), values[0]]),
      visits: months.flatMap(({ keys, values }) => (values[0] === 0 ? [] : [[keys[0], values[0]]])),
      fresh: fresh.slice(0, 3),
    };
  };
  const expected = (code: string, day: string) => ({
    hypertension: code === 'I10' ? 1 : 0,
    diabetes: code === 'E11' ? 1 : 0,
    diagnoses: [[code, 1]],
    visits: [[`${day.slice(0, 7)}-01`, 1]],
    fresh: [1, 1, 0],
  });
  const shownBy = async (vault: TestVault) => {
    const { resource } = await vault.ask('record.get', condition);
    const { resource: seen } = await vault.ask('record.get', visit);
    const [coding] = (resource.code as { coding: { code: string }[] }).coding;
    return [String(coding?.code), (seen.period as { start: string }).start] as const;
  };
  const shown = await shownBy(a);
  expect([['E11', 'J06.9'].includes(shown[0]), ['2020-05-04', '2020-06-01'].includes(shown[1])]).toEqual([true, true]);
  for (const vault of [a, b]) {
    expect(await shownBy(vault)).toEqual(shown);
    expect(await told(vault)).toEqual(expected(...shown));
  }

  const inbox = await b.ask('conflict.list', {});
  const decide = (register: string, value: JsonObject) =>
    b.ask('conflict.resolve', {
      id: inbox.find((one) => one.kind === 'register' && one.register === register)?.id ?? '',
      decision: { value: JSON.stringify(value) },
    });
  const [code, day] = [shown[0] === 'E11' ? 'J06.9' : 'E11', shown[1] === '2020-05-04' ? '2020-06-01' : '2020-05-04'];
  await decide('code', { code: coded(code) });
  await decide('period', { period: { start: day } });
  expect(await told(b)).toEqual(expected(code, day));
  await clinic.sync();
  expect(await a.ask('conflict.list', {})).toEqual([]);
  for (const vault of [a, b]) expect(await told(vault)).toEqual(expected(code, day));
}, 120_000);
