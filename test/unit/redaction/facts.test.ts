/** What measures count of somebody who is erased: the numbers go, and so do the words. */
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../support/database.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { tablesWith } from './support.ts';

afterEach(cleanUp);

it('leaves no words of an erased chart among the names of what is counted, and keeps those of others', async () => {
  const vault = await testClinic();
  const create = async (resource: object): Promise<string> =>
    String((await vault.ask('record.create', { resource: resource as never })).resource.id);
  const person = { resourceType: 'Patient', gender: 'female' };
  const [erased, other] = [await create(person), await create(person)];
  const chart = async (id: string, word: string) => {
    const [subject, on] = [{ reference: `Patient/${id}` }, '2026-03-01'];
    const order = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject, authoredOn: on };
    await create({ ...order, code: { text: `referral of ${word} to oncology` } });
    const dose = { resourceType: 'Immunization', status: 'completed', patient: subject, occurrenceDateTime: on };
    await create({ ...dose, vaccineCode: { text: `rabies for ${word}` } });
    const coding = [{ system: 'http://hl7.org/fhir/sid/cvx', code: '03', display: 'MMR' }];
    await create({ ...dose, vaccineCode: { text: `MMR of ${word}`, coding } });
    const undisplayed = [{ system: 'http://hl7.org/fhir/sid/cvx', code: '10' }];
    await create({ ...dose, vaccineCode: { text: `drops for ${word}`, coding: undisplayed } });
    const visit = { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject };
    await create({
      ...visit,
      period: { start: on },
      location: [{ location: { display: `home of ${word}` } }],
      participant: [{ individual: { display: `nurse of ${word}` } }],
    });
  };
  await chart(erased, 'Aquillfeather');
  await chart(other, 'Otherwise');
  await vault.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  expect(tablesWith(store, 'aquillfeather')).toEqual([]);
  const names = store.all<{ name: string; label: string }>('SELECT name, label FROM fact_name ORDER BY name');
  expect(names.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['MMR', 'home of Otherwise', 'nurse of Otherwise', 'rabies for Otherwise']),
  );
  store.close();
});
