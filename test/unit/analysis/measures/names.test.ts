import { afterEach, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../../shared/access/roles.ts';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

it('names practitioners and places by their own records only for who sees those', async () => {
  const vault = await testClinic();
  const create = async (resource: { resourceType: string; [key: string]: unknown }) =>
    String((await vault.ask('record.create', { resource })).resource.id);
  const patient = await create({ resourceType: 'Patient', gender: 'female' });
  const practitioner = await create({ resourceType: 'Practitioner', name: [{ text: 'Dr Secret Lin' }] });
  const place = await create({ resourceType: 'Location', name: 'House of secrets' });
  await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patient}` },
    participant: [{ individual: { reference: `Practitioner/${practitioner}`, display: 'Dr Lin' } }],
    location: [{ location: { reference: `Location/${place}` } }],
    period: { start: '2026-03-02' },
  });
  const ask = async (by: 'practitioner' | 'place') =>
    (await vault.ask('measures.ask', { name: 'visits', from: '2026-03-01', to: '2026-03-07', by })).names[by];
  expect(await ask('practitioner')).toEqual({ [`Practitioner/${practitioner}`]: 'Dr Secret Lin' });
  expect(await ask('place')).toEqual({ [`Location/${place}`]: 'House of secrets' });
  const { nurse } = DEFAULT_ROLES.roles;
  const closed = { access: 'none', remove: false, sign: false, amend: false } as const;
  const groups = { ...nurse.groups, administration: closed };
  const may = [...nurse.may, 'analysis' as const];
  const table = { v: 1, roles: { ...DEFAULT_ROLES.roles, nurse: { ...nurse, groups, may } } } as const;
  await vault.ask('roles.save', { table });
  await addUser(vault, 'Nina', 'nurse');
  await firstLogin(vault, 'Nina');
  // as the visit calls them
  expect(await ask('practitioner')).toEqual({ [`Practitioner/${practitioner}`]: 'Dr Lin' });
  expect(await ask('place')).toEqual({ [`Location/${place}`]: `Location/${place}` });
});
