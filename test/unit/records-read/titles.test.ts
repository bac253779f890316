import { afterEach, expect, it } from 'vitest';
import { signRecord } from '../../../electron/vault/records/amend.ts';
import { readChart } from '../../../electron/vault/records/chart.ts';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { saveTitle } from '../../../electron/vault/records/prints/titles.ts';
import { printedVisit } from '../../../electron/vault/records/prints/visit.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { sight } from '../../support/sight.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { workstationClinic } from '../../support/workstations.ts';
import { clinic as setting } from './resources.ts';

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

it('is not taken for another of the people who saw the patient', async () => {
  const { ask, user, patient } = await clinic();
  await ask('title.save', { user, title: 'MD' });
  const { resource } = await ask('record.create', {
    resource: {
      resourceType: 'Encounter',
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference: `Patient/${patient}` },
      period: { start: '2026-06-01T09:00:00+08:00' },
      participant: [
        { individual: { display: 'Lin Xing', identifier: { system: 'urn:xinglin:user', value: user } } },
        { individual: { display: 'Wang Fang' } },
      ],
    },
  });
  const encounter = String(resource.id);
  const printed = async (locale: 'zh-CN' | 'en') =>
    (await ask('print.content', { document: 'visit', patient, encounter, locale })).visit?.by;
  expect(await printed('en')).toBe('Lin Xing, MD; Wang Fang');
  expect(await printed('zh-CN')).toBe('Lin Xing MD、Wang Fang');
});

it('stands behind a signature of somebody who has another name since', async () => {
  await cryptoReady;
  const [station] = (await workstationClinic(1)).open();
  if (!station) throw new Error('a clinic without workstations');
  const { workspace } = station;
  createRecords(workspace, [
    { resourceType: 'Patient', id: 'p' },
    {
      resourceType: 'Encounter',
      id: 'v',
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/p' },
      period: { start: '2026-06-01T09:00:00+08:00' },
    },
  ]);
  saveTitle(workspace, { user: 'u1', title: 'MD' });
  signRecord(workspace, 'Encounter', 'v');
  const members = workspace.members();
  const users = new Map([...members.users].map(([id, user]) => [id, { ...user, name: 'Dr Other' }]));
  const renamed = { ...workspace, members: () => ({ ...members, users }) };
  const chart = readChart(workspace.store, 'p', setting);
  if (!chart) throw new Error('no chart of this patient');
  const { signed } = printedVisit(renamed, chart, 'v', { sight, locale: 'en' });
  expect(signed.map(({ by }) => by)).toEqual(['Dr Test, MD']);
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
