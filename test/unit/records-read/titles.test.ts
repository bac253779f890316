import { afterEach, expect, it } from 'vitest';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function clinic() {
  const vault = await testClinic();
  const [me] = await vault.ask('user.list', {});
  const { resource } = await vault.ask('record.create', {
    resource: { resourceType: 'Patient', name: [{ text: 'Wang Fang' }] },
  });
  return { vault, ask: vault.ask, user: me?.id ?? '', patient: String(resource.id) };
}

it('stands behind the name of who prescribed and who saw the patient, in the manner of the language', async () => {
  const { ask, user, patient } = await clinic();
  const { encounter } = await ask('visit.record', {
    patient,
    complaint: 'Cough',
    prescriptions: [
      {
        medicine: { text: 'Amoxicillin' },
        dose: { value: '1', unit: 'tablet' },
        frequency: { kind: 'per-day', times: 2 },
      },
    ],
  });
  const printed = async (locale: 'zh-CN' | 'en') => {
    const { drugs, visit } = await ask('print.content', { document: 'visit', patient, encounter, locale });
    return [drugs[0]?.by, visit?.by];
  };
  expect(await printed('en')).toEqual(['Dr Test', 'Dr Test']);
  await ask('title.save', { user, title: ' MD ' });
  expect(await printed('en')).toEqual(['Dr Test, MD', 'Dr Test, MD']);
  expect(await printed('zh-CN')).toEqual(['Dr Test MD', 'Dr Test MD']);
});

it('is changed, taken back and taken away, and leaves further qualifications alone', async () => {
  const { ask, user } = await clinic();
  const { changes } = await ask('title.save', { user, title: 'Physician' });
  const [made] = changes;
  const id = made?.id ?? '';
  const further = { code: { text: 'Acupuncture' } };
  await ask('record.patch', {
    type: 'Practitioner',
    id,
    patch: { qualification: [{ code: { text: 'Physician' } }, further] },
  });
  const changed = await ask('title.save', { user, title: 'Chief physician' });
  expect(await ask('title.list', {})).toEqual([{ user, title: 'Chief physician' }]);
  await ask('record.undo', changed);
  expect(await ask('title.list', {})).toEqual([{ user, title: 'Physician' }]);
  expect((await ask('title.save', { user, title: 'Physician' })).changes).toEqual([]);
  await ask('title.save', { user, title: '' });
  const { resource } = await ask('record.get', { type: 'Practitioner', id });
  expect(resource).toMatchObject({ name: [{ text: 'Dr Test' }], qualification: [further] });
});

it('is entered by who manages users, for users of the clinic', async () => {
  const { vault, user } = await clinic();
  await vault.refuse('title.save', { user: 'nobody', title: 'MD' }, 'not-found');
  await addUser(vault, 'Ann', 'doctor');
  await firstLogin(vault, 'Ann');
  await vault.refuse('title.save', { user, title: 'MD' }, 'not-allowed');
  expect(await vault.ask('title.list', {})).toEqual([]);
});
