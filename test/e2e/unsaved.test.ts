import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { familyOf } from './canaries.ts';
import { openRoom, type Room, type Workstation } from './harness.ts';
import { type Person, seat } from './person.ts';
import { PASSPHRASE } from './scene.ts';
import { openClinic } from './steps/clinic.ts';
import { chooseMore, openPatient } from './steps/patients.ts';
import { anyValue } from './words.ts';

const NAME = 'Odalys Brightwater';
const COMPLAINT = 'Wakes at four and cannot sleep again';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'unsaved'));
});
afterAll(() => room?.close());

/** The program ends in the middle of everything, as after a power cut. */
async function crash(workstation: Workstation): Promise<void> {
  const ended = workstation.app.waitForEvent('close');
  for (const pid of familyOf(workstation.app.process().pid ?? 0)) process.kill(pid, 'SIGKILL');
  await ended;
}

async function unlock(person: Person): Promise<void> {
  await person.field('unlock.passphrase').fill(PASSPHRASE);
  await person.button('unlock.submit').click();
  await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
}

describe('what is not saved', () => {
  it('survives a crash, going elsewhere, and being thrown away by mistake; nobody is asked whether they are sure', async () => {
    const writing = await openClinic(room, 'unsaved', {
      locale: 'en',
      before: (owner) =>
        owner.asks('record.create', {
          resource: {
            resourceType: 'Patient',
            name: [{ text: NAME }],
            telecom: [{ system: 'phone', value: '100200' }],
          },
        }),
    });
    await openPatient(writing, NAME, NAME);
    await writing.button('chart.newVisit').click();
    await writing.field('visit.complaint').fill(COMPLAINT);
    await wait(600);
    await crash(writing.workstation);

    const workstation = await room.openWorkstation('unsaved', { locale: 'en' });
    const person = seat(workstation, 'en');
    const { page, t } = person;
    await unlock(person);
    const told = page.getByText(anyValue(t('draft.visit', { name: NAME, ago: '{{ago}}' })));
    await told.waitFor();
    await room.screenshot(workstation, 'after-crash');
    await person.button('draft.open').click();
    await expect.poll(() => person.field('visit.complaint').inputValue()).toBe(COMPLAINT);
    await person.sees(t('draft.restored'));

    // elsewhere and back
    await person.field('visit.note').fill('half a sen');
    await person.goes('patients');
    await person.sees(t('draft.left'));
    await told.waitFor();
    await person.button('draft.open').click();
    await expect.poll(() => person.field('visit.note').inputValue()).toBe('half a sen');

    // thrown away, and back
    // of the visit: a late answer has one, too
    const visit = page.getByRole('form', { name: t('visit.title'), exact: true });
    await visit.getByRole('button', { name: t('common.cancel'), exact: true }).click();
    await person.sees(t('draft.dropped'));
    expect(await person.asks<unknown[]>('draft.list', {})).toEqual([]);
    await person.button('common.undo').click();
    await expect.poll(() => person.field('visit.complaint').inputValue()).toBe(COMPLAINT);
    await person.button('visit.save').click();
    await person.sees(t('visit.saved'));
    expect(await person.asks<unknown[]>('draft.list', {})).toEqual([]);

    // a correction of somebody's data
    await openPatient(person, NAME, NAME);
    await chooseMore(person, 'chart.editPatient');
    await person.field('patient.phone').fill('100300');
    await person.goes('patients');
    await page.getByText(anyValue(t('draft.edit', { name: NAME, ago: '{{ago}}' }))).waitFor();
    await person.button('draft.open').click();
    await expect.poll(() => person.field('patient.phone').inputValue()).toBe('100300');
    await person.button('common.save').click();
    await page.getByRole('heading', { level: 1, name: t('patients.title') }).waitFor();
    await person.sees(t('patient.saved'));
    expect(await person.asks<unknown[]>('draft.list', {})).toEqual([]);

    // what is written in a dialog, closed by Esc: a task, and a text for notes
    await person.goes('today');
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('task.text')).fill('Order pap');
    await page.keyboard.press('Escape');
    await page.getByText(anyValue(t('draft.ta', { ago: '{{ago}}' }))).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('t');
    await expect.poll(() => dialog.getByLabel(t('task.text')).inputValue()).toBe('Order pap');
    await dialog.getByText(t('draft.restored')).waitFor();
    await dialog.getByRole('button', { name: t('common.cancel') }).click();
    await person.sees(t('draft.dropped'));
    expect(await person.asks<unknown[]>('draft.list', {})).toEqual([]);
    await person.goes('settings');
    await person.button('templates.new').click();
    await dialog.getByLabel(t('templates.text')).fill('Lungs cle');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await person.goes('today');
    await page.getByText(anyValue(t('draft.te', { ago: '{{ago}}' }))).waitFor();
    await person.button('draft.open').click();
    await person.button('templates.new').click();
    await expect.poll(() => dialog.getByLabel(t('templates.text')).inputValue()).toBe('Lungs cle');
    await dialog.getByLabel(t('templates.name')).fill('Lungs');
    await dialog.getByRole('button', { name: t('common.save') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => person.asks<unknown[]>('draft.list', {})).toEqual([]);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
