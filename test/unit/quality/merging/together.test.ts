import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  cleanUp,
  PASSPHRASE,
  type TestVault,
  temporaryFolder,
  testClinic,
  testVault,
} from '../../../support/vaults.ts';
import { expectWhole } from '../../storage/clinic.ts';

afterEach(cleanUp);

const NOW = Date.UTC(2026, 5, 1, 2);
const clock = { now: () => NOW };
const TODAY = '2026-06-01';

/** One person who was registered twice, with a visit, a prescription and a task under either name. */
async function twice() {
  const vault = await testClinic(undefined, { clock });
  const people = [];
  for (const [family, drug] of [
    ['Li', 'Amlodipine'],
    ['Lee', 'Metformin'],
  ] as const) {
    const { resource } = await vault.ask('record.create', {
      resource: { resourceType: 'Patient', active: true, name: [{ family, given: ['Wei'] }], birthDate: '1980-05-01' },
    });
    const id = String(resource.id);
    const { encounter } = await vault.ask('visit.record', {
      patient: id,
      complaint: `complaint of ${family}`,
      note: `note of ${family}`,
      diagnoses: [{ text: `problem of ${family}`, lasting: true }],
      vitals: { weight: '70' },
    });
    await vault.ask('record.create', {
      resource: {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: drug },
        subject: { reference: `Patient/${id}` },
        encounter: { reference: `Encounter/${encounter}` },
        authoredOn: TODAY,
      },
    });
    await vault.ask('task.add', { patient: id, text: `task of ${family}`, due: '2026-06-10' });
    await vault.ask('allergy.save', { patient: id, substance: `substance of ${family}` });
    people.push({ id, encounter, resource });
  }
  const [a, b] = people as [(typeof people)[0], (typeof people)[0]];
  return { vault, a, b };
}

const texts = (items: readonly { text: string }[]): string[] => items.map(({ text }) => text).sort();
const both = (what: string): string[] => [`${what} of Lee`, `${what} of Li`];

async function day(vault: TestVault): Promise<string[]> {
  const { items } = await vault.ask('appointment.day', {});
  return items.map(({ id, patient, status }) => `${id} ${patient.id} ${status}`).sort();
}

describe('what is printed of patients who were merged', () => {
  it('has the name of the one who stayed and everything of both, whoever of them is asked for', async () => {
    const { vault, a, b } = await twice();
    await vault.ask('patient.merge', { survivor: a.id, merged: b.id, take: [] });
    for (const patient of [a.id, b.id]) {
      const print = (document: 'summary' | 'visit' | 'prescription' | 'label', encounter?: string) =>
        vault.ask('print.content', { document, patient, locale: 'en', ...(encounter ? { encounter } : {}) });
      const summary = await print('summary');
      expect(summary.hit).toMatchObject({ id: a.id, name: 'Wei Li' });
      expect(texts(summary.problems)).toEqual(both('problem'));
      expect(texts(summary.allergies)).toEqual(both('substance'));
      expect(texts(summary.medications)).toEqual(['Amlodipine', 'Metformin']);
      expect((await print('prescription')).drugs.map(({ name }) => name).sort()).toEqual(['Amlodipine', 'Metformin']);
      expect((await print('label')).hit.name).toBe('Wei Li');
      const visit = await print('visit', b.encounter);
      expect(visit.hit).toMatchObject({ id: a.id, name: 'Wei Li' });
      expect(visit.visit?.encounter.id).toBe(b.encounter);
      expect(JSON.stringify(visit.visit)).toContain('note of Lee');
      expect((await print('prescription', b.encounter)).drugs.map(({ name }) => name)).toEqual(['Metformin']);
    }
    // two again, each has their own
    await vault.ask('patient.unmerge', { id: b.id });
    const alone = await vault.ask('print.content', { document: 'summary', patient: b.id, locale: 'en' });
    expect(alone.hit).toMatchObject({ id: b.id, name: 'Wei Lee' });
    expect(texts(alone.problems)).toEqual(['problem of Lee']);
    await vault.refuse(
      'print.content',
      { document: 'visit', patient: a.id, encounter: b.encounter, locale: 'en' },
      'not-found',
    );
  });
});

describe('the day of patients who were merged', () => {
  it('shows who stayed for every appointment, and ends their waiting, under whichever name they came', async () => {
    const { vault, a, b } = await twice();
    const book = async (patient: string, time: string) =>
      (await vault.ask('appointment.book', { patient, day: TODAY, time, minutes: 15 })).id;
    const [early, late] = [await book(b.id, '11:00'), await book(a.id, '15:00')];
    const before = await day(vault);
    await vault.ask('patient.merge', { survivor: a.id, merged: b.id, take: [] });
    expect((await day(vault)).filter((line) => !line.includes('fulfilled'))).toEqual(
      [`${early} ${a.id} booked`, `${late} ${a.id} booked`].sort(),
    );
    const due = await vault.ask('patient.due', { id: b.id });
    expect(due.appointments.map(({ id }) => id)).toEqual([early, late]);
    expect(texts(due.tasks)).toEqual(both('task'));
    const tasks = (await vault.ask('task.list', {})).items.map(({ text, patient }) => `${text} ${patient?.id}`);
    expect(tasks.sort()).toEqual(both('task').map((text) => `${text} ${a.id}`));

    // a window that does not know of the merge lets them come; nobody waits twice
    await vault.ask('appointment.arrive', { patient: b.id });
    await vault.refuse('appointment.arrive', { patient: a.id }, 'already-waiting');
    await vault.ask('visit.record', { patient: a.id, complaint: 'seen' });
    expect(await day(vault)).toContain(`${early} ${a.id} fulfilled`);
    await vault.ask('appointment.move', { id: late, to: 'cancelled' });
    await vault.ask('patient.unmerge', { id: b.id });
    expect((await day(vault)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
      before.map((line) => line.split(' ').slice(0, 2).join(' ')),
    );
  });

  it('shows both where they waited under two names, and an appointment of one doctor at one time stays one question', async () => {
    const { vault, a, b } = await twice();
    const state = await vault.ask('session.state', {});
    const user = state.kind === 'open' ? state.user.id : '';
    for (const patient of [a.id, b.id]) {
      await vault.ask('appointment.book', { patient, day: '2026-06-02', time: '09:00', minutes: 30, user });
      await vault.ask('appointment.arrive', { patient });
    }
    const breaches = async () =>
      (await vault.ask('conflict.list', {})).map(({ rule, patient, others }) => ({ rule, patient, n: others.length }));
    const [before] = await breaches();
    expect(before).toMatchObject({ rule: 'double-booking', n: 1 });
    await vault.ask('patient.merge', { survivor: a.id, merged: b.id, take: [] });
    expect(await breaches()).toEqual([{ ...before, patient: a.id }]);
    const waiting = async () => (await day(vault)).filter((line) => line.endsWith(`${a.id} arrived`));
    expect(await waiting()).toHaveLength(2);
    // one visit is one appointment, as for anybody who has two of a day; the other goes by hand
    await vault.ask('visit.record', { patient: a.id, complaint: 'seen' });
    const [left, ...more] = await waiting();
    expect(more).toEqual([]);
    await vault.ask('appointment.move', { id: left?.split(' ')[0] ?? '', to: 'cancelled' });
    expect(await waiting()).toEqual([]);
  });
});

describe('a backup of patients who were merged', () => {
  it('is restored with them as one, and they are parted there as here', async () => {
    const { vault, a, b } = await twice();
    await vault.ask('patient.merge', { survivor: a.id, merged: b.id, take: ['name'] });
    const file = join(temporaryFolder(), 'merged.xinglin');
    await vault.ask('backup.create', { job: 'b', file });
    const other = await testVault(undefined, { clock });
    await other.ask('backup.restore', { job: 'r', file, passphrase: PASSPHRASE });
    await other.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await other.ask('patient.list', {})).toMatchObject({ total: 1, rows: [{ id: a.id }] });
    expect(texts((await other.ask('patient.chart', { id: b.id })).problems)).toEqual(both('problem'));
    await other.ask('patient.unmerge', { id: b.id });
    for (const { id, resource } of [a, b])
      expect((await other.ask('record.get', { type: 'Patient', id })).resource).toEqual(resource);
    expect(texts((await other.ask('patient.chart', { id: a.id })).problems)).toEqual(['problem of Li']);
    expect(texts((await other.ask('patient.chart', { id: b.id })).problems)).toEqual(['problem of Lee']);
    await expectWhole(other);
  });
});
