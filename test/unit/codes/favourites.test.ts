import { afterEach, expect, it } from 'vitest';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

it('offers what is diagnosed most, one’s own first, by the lists’ names where it has a code', async () => {
  const vault = await testClinic();
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
  const patient = String((await vault.ask('record.create', { resource })).resource.id);
  const diagnose = (text: string, code?: string) =>
    vault.ask('visit.record', { patient, diagnoses: [{ text, ...(code === undefined ? {} : { code }) }] });
  const offered = async () => (await vault.ask('diagnosis.favourites', { limit: 3 })).map(({ text }) => text);
  expect(await offered()).toEqual([]);
  for (let n = 0; n < 2; n++) await diagnose('Essential hypertension, mild', 'I10');
  await diagnose('Tired of winter');
  expect(await offered()).toEqual(['Essential hypertension, mild', 'Tired of winter']);

  await addUser(vault, 'Li', 'doctor');
  await firstLogin(vault, 'Li');
  await diagnose('Cold', 'J00');
  expect(await offered()).toEqual(['Cold', 'Essential hypertension, mild', 'Tired of winter']);
  const [cold] = await vault.ask('diagnosis.favourites', { limit: 1 });
  expect(cold).toMatchObject({
    coding: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'J00' },
    zh: expect.any(String),
  });

  // what was entered in error is nobody's favourite
  const chart = await vault.ask('patient.chart', { id: patient });
  const wrong = chart.problems.find(({ text }) => text === 'Cold');
  await vault.ask('record.error', { type: 'Condition', id: String(wrong?.id), reason: 'Other patient' });
  expect(await offered()).toEqual(['Essential hypertension, mild', 'Tired of winter']);
});
