/** With whom and where a visit was. */
import { afterEach, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../../shared/access/roles.ts';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

async function create({ ask }: TestVault, resource: object): Promise<string> {
  return String((await ask('record.create', { resource: resource as never })).resource.id);
}

/** Two patients: one was seen by somebody who came by an import, in a house; the other by nobody whom a record names. */
async function clinic() {
  const vault = await testClinic();
  const [a, b] = [await create(vault, { resourceType: 'Patient' }), await create(vault, { resourceType: 'Patient' })];
  const doctor = await create(vault, { resourceType: 'Practitioner', name: [{ text: 'Dr Imported' }] });
  const idle = await create(vault, { resourceType: 'Practitioner', name: [{ text: 'Dr Idle' }] });
  const house = await create(vault, { resourceType: 'Location', name: 'House 2' });
  const hospital = await create(vault, { resourceType: 'Organization', name: 'Hospital' });
  await create(vault, { resourceType: 'Organization', name: 'A payer' });
  const visit = {
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    period: { start: '2026-03-01' },
  };
  await create(vault, {
    ...visit,
    subject: { reference: `Patient/${a}` },
    participant: [
      { individual: { reference: 'Practitioner/gone', display: 'Dr Gone' } },
      { individual: { reference: `Practitioner/${doctor}`, display: 'as written' } },
    ],
    location: [{ location: { reference: `Location/${house}` } }],
  });
  await create(vault, {
    ...visit,
    subject: { reference: `Patient/${b}` },
    participant: [{ individual: { display: 'Dr Nobody' } }],
    serviceProvider: { reference: `Organization/${hospital}` },
  });
  return { vault, a, b, doctor, idle, house, hospital };
}

it('offers practitioners and places of records, and whom visits name', async () => {
  const { vault, doctor, idle, house, hospital } = await clinic();
  expect(await vault.ask('cohort.visits', {})).toEqual({
    practitioners: [
      { practitioner: 'gone', name: 'Dr Gone' },
      { practitioner: idle, name: 'Dr Idle' },
      { practitioner: doctor, name: 'Dr Imported' },
    ],
    places: [
      { reference: `Organization/${hospital}`, name: 'Hospital' },
      { reference: `Location/${house}`, name: 'House 2' },
    ],
  });
});

it('finds whom they saw, also as the second who took part, and where', async () => {
  const { vault, a, b, doctor, house, hospital } = await clinic();
  const ids = async (where: Criterion) => (await vault.ask('cohort.members', { definition: { v: 1, where } })).ids;
  const by = (practitioner: string) => ({ kind: 'visit', by: { practitioner } }) as const;
  expect(await ids(by(doctor))).toEqual([a]);
  expect(await ids(by('gone'))).toEqual([a]);
  expect(await ids({ kind: 'not', of: by(doctor) })).toEqual([b]);
  expect(await ids({ kind: 'visit', place: { reference: `Location/${house}` } })).toEqual([a]);
  expect(await ids({ kind: 'visit', place: { reference: `Organization/${hospital}` } })).toEqual([b]);
  expect(await ids({ ...by(doctor), place: { reference: `Organization/${hospital}` } })).toEqual([]);
});

it('names nobody out of records that are closed to the role', async () => {
  const { vault } = await clinic();
  const { nurse } = DEFAULT_ROLES.roles;
  const closed = { access: 'none', remove: false, sign: false, amend: false } as const;
  const groups = { ...nurse.groups, administration: closed };
  const may = ['analysis' as const];
  const table = { v: 1, roles: { ...DEFAULT_ROLES.roles, nurse: { ...nurse, groups, may } } } as const;
  await vault.ask('roles.save', { table });
  await addUser(vault, 'Nina', 'nurse');
  await firstLogin(vault, 'Nina');
  const { practitioners } = await vault.ask('cohort.visits', {});
  expect(practitioners).toEqual([{ practitioner: 'gone', name: 'Dr Gone' }]);
});
