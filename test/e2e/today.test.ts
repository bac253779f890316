import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'today'));
});
afterAll(() => room?.close());

const PEOPLE: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['温若兰', '欧阳采薇', '陆知行'],
  en: ['Ada Whitlock', 'Tobias Ferreira', 'Mina Castellanos'],
};

function opened(locale: Locale): Promise<Person> {
  const before = async (person: Person) => {
    const { day } = await person.asks<{ day: string }>('appointment.day', {});
    const ids: string[] = [];
    for (const [n, name] of PEOPLE[locale].entries()) ids.push(await addPatient(person, name, `19${70 + n}-03-18`));
    const resource = {
      resourceType: 'Appointment',
      status: 'booked',
      start: `${day}T23:30:00+08:00`,
      end: `${day}T23:50:00+08:00`,
      participant: [{ actor: { reference: `Patient/${ids[2]}` }, status: 'accepted' }],
    };
    await person.asks('record.create', { resource });
  };
  return openClinic(room, `today-${locale}`, { locale, before });
}

/** All of it in English; in Chinese who comes and what is to be done, without what is taken back and moved, which is the same. */
describe.each([
  ['zh-CN', false],
  ['en', true],
] as const)('a day in %s', (locale, whole) => {
  it('goes from the door to the doctor and out again, by the keyboard at the front desk', async () => {
    const person = await opened(locale);
    const { page, t, workstation } = person;
    const [first = '', second = '', third = ''] = PEOPLE[locale];
    const part = (key: string) => page.getByRole('region', { name: t(`today.${key}`), exact: true });
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    await person.goes('today');
    await part('expected').getByText(third).waitFor();
    await part('waiting').getByText(t('today.nobodyWaits')).waitFor();

    for (const [name, reason] of [
      [first, locale === 'en' ? 'Cough for two weeks' : '咳嗽两周'],
      [second, ''],
    ] as const) {
      await page.keyboard.press('a');
      const dialog = page.getByRole('dialog', { name: t('today.arrive') });
      await dialog.getByRole('combobox').pressSequentially(name, { delay: 20 });
      await dialog.getByRole('option').filter({ hasText: name }).waitFor();
      // the answer is there: this Enter chooses, and does no more
      await expect.poll(() => dialog.getByRole('option').count()).toBe(1);
      await page.keyboard.press('Enter');
      await dialog.getByLabel(t('today.reason')).waitFor();
      await page.keyboard.type(reason);
      if (reason !== '') await picture('arrive');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      await part('waiting').getByText(name).waitFor();
      if (reason !== '') await part('waiting').getByText(reason).waitFor();
    }
    await picture('waiting');
    expect(await violations(person)).toEqual([]);

    // taken back at once
    await page.keyboard.press('Control+z');
    await part('gone').getByText(second).waitFor();
    await part('expected')
      .getByRole('button', { name: `${t('today.arrived')}: ${third}`, exact: true })
      .click();
    await part('waiting').getByText(third).waitFor();

    await page.getByRole('button', { name: `${t('today.see')}: ${first}`, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: first }).waitFor();
    await person.field('visit.complaint').fill('x');
    await page.keyboard.press('Control+Enter');
    await part('seen').getByText(first).waitFor();
    await part('waiting').getByText(third).waitFor();
    await picture('seen');

    // what is to be done: for the clinic by a key, for a patient from the chart; done by one press, and taken back
    const texts =
      locale === 'en' ? ['Order paper for the printer', 'Ask how the cough is'] : ['订购打印纸', '询问咳嗽情况'];
    const dialog = page.getByRole('dialog', { name: t('task.add') });
    await page.keyboard.press('t');
    await dialog.getByLabel(t('task.text')).fill(texts[0] ?? '');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await part('seen').getByRole('button', { name: first, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: first }).waitFor();
    await page
      .getByRole('region', { name: t('due.title') })
      .getByText(t('due.none'))
      .waitFor();
    await page.keyboard.press('t');
    await dialog.getByLabel(t('task.text')).fill(texts[1] ?? '');
    await dialog.getByLabel(t('task.due')).fill('2020-03-10');
    await dialog.getByLabel(t('task.owner')).selectOption({ index: 1 });
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('list', { name: t('due.title') })
      .getByText(texts[1] ?? '')
      .waitFor();
    await picture('due');
    await person.goes('today');
    const tasks = page.getByRole('list', { name: t('task.title') });
    await expect.poll(() => tasks.getByRole('listitem').count()).toBe(2);
    expect(await tasks.getByRole('listitem').first().textContent()).toContain(texts[1]);
    await picture('tasks');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      await page.getByRole('button', { name: t('task.doneFor', { text: texts[0] ?? '' }) }).click();
      await expect.poll(() => tasks.getByRole('listitem').count()).toBe(1);
      await page.keyboard.press('Control+z');
      await expect.poll(() => tasks.getByRole('listitem').count()).toBe(2);
    }

    await page.setViewportSize({ width: 1024, height: 700 });
    await page.getByRole('button', { name: t('today.otherFor', { name: third }) }).click();
    await page.getByRole('menuitem', { name: t('today.move.noshow') }).click();
    await part('gone').getByText(third).waitFor();
    await picture('narrow');

    await page.setViewportSize({ width: 1280, height: 800 });
    await person.goes('appointments');
    await page
      .getByRole('list', { name: t('appointments.title') })
      .getByText(third)
      .waitFor();
    for (const time of ['10:00', '10:10']) {
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog', { name: t('appointments.book') });
      await dialog.getByRole('combobox').pressSequentially(first, { delay: 20 });
      await dialog.getByRole('option').filter({ hasText: first }).waitFor();
      await page.keyboard.press('Enter');
      await dialog.getByLabel(t('appointments.day')).fill('2031-03-10');
      await dialog.getByLabel(t('appointments.time')).fill(time);
      await dialog.getByLabel(t('appointments.with')).selectOption({ index: 1 });
      if (time === '10:10') await dialog.getByText(`10:00 ${first}`).waitFor();
      if (time === '10:10') await picture('book');
      await page.keyboard.press('Control+Enter');
      await dialog.waitFor({ state: 'hidden' });
    }
    const list = page.getByRole('list', { name: t('appointments.title') });
    await list.getByText('10:10–10:30').waitFor();
    if (whole) {
      await list
        .getByRole('listitem')
        .filter({ hasText: '10:10–10:30' })
        .getByRole('button', { name: t('today.otherFor', { name: first }) })
        .click();
      await page.getByRole('menuitem', { name: t('appointments.shift') }).click();
      const shift = page.getByRole('dialog');
      await shift.getByLabel(t('appointments.time')).fill('11:00');
      await shift.getByRole('button', { name: t('appointments.shift'), exact: true }).click();
      await list.getByText('11:00–11:20').waitFor();
    }

    await picture('appointments');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      await page.keyboard.press('Control+z');
      await list.getByText('10:10–10:30').waitFor();
    }
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
