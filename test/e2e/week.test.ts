import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { weekOf } from '../../renderer/records/appointment/grid.ts';
import { daysAfter } from '../../renderer/records/appointment/plan.ts';
import type { DayItem } from '../../shared/bridge/appointments.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, until } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'week'));
});
afterAll(() => room?.close());

const PEOPLE: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['温若兰', '欧阳采薇', '陆知行'],
  en: ['Ada Whitlock', 'Tobias Ferreira', 'Mina Castellanos'],
};
const REASONS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['血压复查', '换药', '体检报告'],
  en: ['Blood pressure', 'Dressing', 'Report'],
};

interface Scene {
  readonly person: Person;
  readonly monday: string;
  readonly ids: readonly string[];
  readonly me: string;
  booked(day: string, time: string, patient: number, user?: string): Promise<string>;
  /** When an appointment begins, `YYYY-MM-DDTHH:MM`, and with whom it is. */
  stands(id: string): Promise<readonly [string, string | undefined]>;
}

/** Next week, so that no day of it is over. */
async function opened(locale: Locale, nurses: boolean): Promise<Scene> {
  const ids: string[] = [];
  const before = async (person: Person) => {
    const nurse = { role: 'nurse', passphrase: 'nine brass kettles wander' };
    if (nurses) await person.asks('user.add', { name: '苏远', ...nurse });
    for (const [n, name] of PEOPLE[locale].entries()) ids.push(await addPatient(person, name, `19${70 + n}-03-18`));
  };
  const person = await openClinic(room, `week-${locale}`, { locale, before });
  const { today } = await person.asks<{ today: string }>('appointment.day', {});
  const [monday = ''] = weekOf(daysAfter(today, 7));
  const me = (await person.asks<{ id: string; self: boolean }[]>('user.list', {})).find(({ self }) => self);
  const booked = async (day: string, time: string, patient: number, user = me?.id) => {
    const reason = REASONS[locale][patient] ?? '';
    const input = { patient: ids[patient], user, day, time, minutes: 20, reason };
    return (await person.asks<{ id: string }>('appointment.book', input)).id;
  };
  const stands = async (id: string) => {
    const { items } = await person.asks<{ items: DayItem[] }>('appointment.day', { day: monday, days: 7 });
    const found = items.find((item) => item.id === id);
    return [found?.start.slice(0, 16) ?? '', found?.user] as const;
  };
  return { person, monday, ids, me: me?.id ?? '', booked, stands };
}

/** All of it in Chinese; in English what is shown, without what is moved by the mouse and by the keys, which is the same. */
describe.each([
  ['zh-CN', true],
  ['en', false],
] as const)('the week in %s', (locale, whole) => {
  it('shows who comes, and lets them be moved by the mouse and by the keys, and taken back', async () => {
    const { person, monday, me, booked, stands } = await opened(locale, whole);
    const { page, t, workstation } = person;
    const [first = '', second = '', third = ''] = PEOPLE[locale];
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    const [tuesday, wednesday] = [daysAfter(monday, 1), daysAfter(monday, 2)];
    const one = await booked(tuesday, '10:00', 0);
    await booked(tuesday, '10:10', 1);
    await booked(wednesday, '13:00', 2);
    await page.setViewportSize({ width: 1280, height: 800 });
    await person.goes('appointments');
    await page.keyboard.press('w');
    const calendar = page.getByRole('region', { name: t('appointments.view.week'), exact: true });
    await calendar.waitFor();
    await page.getByRole('button', { name: t('appointments.week.after') }).click();
    const block = (name: string) => calendar.getByRole('button', { name });
    await block(first).waitFor();
    await picture('week');
    expect(await violations(person)).toEqual([]);

    const columns = calendar.getByRole('region');
    if (whole) {
      // by the mouse: over somebody who has that time, on to a free one, and there it is put down
      const middle = async (column: number, share: number) => {
        const box = await columns.nth(column).boundingBox();
        if (!box) throw new Error('no such column');
        return [box.x + box.width / 2, box.y + box.height * share] as const;
      };
      // whatever hour it is now, the morning and the noon are in sight
      await calendar.evaluate((element) => {
        element.scrollTop = 160;
      });
      const from = await block(first).boundingBox();
      if (!from) throw new Error('not on the calendar');
      const grip = [from.x + from.width / 2, from.y + 4] as const;
      await page.mouse.move(...grip);
      await page.mouse.down();
      // 13:00 of ten hours from 8:00 on
      await page.mouse.move(...(await middle(2, 0.5)), { steps: 8 });
      await until('somebody is expected there', async () =>
        (await page.getByRole('status').allTextContents()).some((text) => text.includes(`13:00 ${third}`)),
      );
      await picture('drag');
      await page.keyboard.press('Escape');
      await page.mouse.up();
      expect(await stands(one)).toEqual([`${tuesday}T10:00`, me]);

      await page.mouse.move(...grip);
      await page.mouse.down();
      await page.mouse.move(...(await middle(3, 0.3)), { steps: 8 });
      await page.mouse.up();
      await until('it stands there', async () => (await stands(one))[0] === `${daysAfter(monday, 3)}T11:00`);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await columns.nth(3).getByRole('button', { name: first }).waitFor();
      await page.keyboard.press('Control+z');
      await columns.nth(1).getByRole('button', { name: first }).waitFor();
      expect(await stands(one)).toEqual([`${tuesday}T10:00`, me]);

      // by the keys: two days on and an hour later
      await block(first).focus();
      await page.keyboard.press('Space');
      for (const key of ['ArrowRight', 'ArrowRight', 'PageDown', 'ArrowDown']) await page.keyboard.press(key);
      await page.keyboard.press('Enter');
      await until('it stands there', async () => (await stands(one))[0] === `${daysAfter(monday, 3)}T11:10`);
      await columns.nth(3).getByRole('button', { name: first }).waitFor();
      await until('the keys stand on it', () => focusIn(person, first));
      await page.keyboard.press('Control+z');
      await columns.nth(1).getByRole('button', { name: first }).waitFor();
    }

    // between times and appointments, and a free time is booked
    if (!whole) await block(first).focus();
    await until('the keys stay on it', () => focusIn(person, first));
    await page.keyboard.press('ArrowDown');
    await until('the one beside it', () => focusIn(person, second));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: second }).waitFor();
    await picture('details');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await until('the keys are back on it', () => focusIn(person, second));
    await page.keyboard.press('ArrowDown');
    await until('a free time', () => focusIn(person, t('appointments.free', { when: '10:30' })));
    await picture('slot');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: t('appointments.book') });
    await dialog.getByRole('combobox').pressSequentially(third, { delay: 20 });
    await dialog.getByRole('option').filter({ hasText: third }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.getByLabel(t('appointments.time')).inputValue()).toBe('10:30');
    expect(await dialog.getByLabel(t('appointments.day')).inputValue()).toBe(tuesday);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await columns.nth(1).getByRole('button', { name: third }).waitFor();

    // by practitioner: to the nurse, and back
    await page.keyboard.press('p');
    const people = page.getByRole('region', { name: t('appointments.view.people'), exact: true });
    await people.waitFor();
    const mine = people.getByRole('button', { name: first });
    await mine.waitFor();
    if (whole) {
      await mine.focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await until('with somebody else', async () => ![me, undefined].includes((await stands(one))[1]));
    }
    await picture('people');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      await page.keyboard.press('Control+z');
      await until('with the same again', async () => (await stands(one))[1] === me);
    }

    await page.setViewportSize({ width: 1024, height: 700 });
    await page.keyboard.press('w');
    await block(second).waitFor();
    await picture('narrow');
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});

/** Whether what has the focus is called something with these words in it. */
async function focusIn({ page }: Person, words: string): Promise<boolean> {
  return page.evaluate((text) => document.activeElement?.getAttribute('aria-label')?.includes(text) === true, words);
}
