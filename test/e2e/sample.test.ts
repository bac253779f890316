import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, seat } from './person.ts';
import { openPatient } from './steps/patients.ts';

let room: Room;
let person: Person;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'sample'));
  person = seat(await room.openWorkstation('sample', { locale: 'en' }), 'en');
});
afterAll(() => room?.close());

describe('somebody explores a sample clinic', () => {
  it('by one button: it is made, shows its passphrase, and its patients are there to look at', async () => {
    const { page, t } = person;
    await person.button('language.en').click();
    await person.button('start.sample').click();
    await person.sees(t('sample.ready'));
    const passphrase = (await page.getByLabel(t('sample.passphrase')).textContent()) ?? '';
    expect(passphrase.trim().length).toBeGreaterThan(3);
    await person.button('sample.open').click();

    await person.sees(t('sample.badge'));
    await page
      .getByRole('region', { name: t('today.waiting'), exact: true })
      .getByRole('listitem')
      .first()
      .waitFor();
    await room.screenshot(person.workstation, 'sample-today-en');
    await person.goes('patients');
    const rows = page.getByRole('listbox', { name: t('patients.list') }).getByRole('option');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(5);
    await page.keyboard.press('End');
    await page.locator('[role=option][aria-posinset="200"][aria-selected=true]').waitFor();
    await page.keyboard.press('Home');
    await page.locator('[role=option][aria-posinset="1"][aria-selected=true]').waitFor();
    await page.getByLabel(t('patients.filter.ageTo'), { exact: true }).fill('5');
    await room.screenshot(person.workstation, 'sample-patients-en');
    await page.getByLabel(t('patients.filter.ageTo'), { exact: true }).fill('');
    const { hits, total } = await person.asks<{ hits: { name: string }[]; total: number }>('patient.search', {
      text: '',
      limit: 1,
    });
    expect(total).toBe(200);
    const name = hits[0]?.name ?? '';
    await openPatient(person, name, name);
    await page.getByRole('heading', { name: t('chart.timeline') }).waitFor();
    await room.screenshot(person.workstation, 'sample-chart-en');
    expect(person.workstation.errors).toEqual([]);
  });
});
