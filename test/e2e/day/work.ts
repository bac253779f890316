import { join } from 'node:path';
import { expect } from 'vitest';
import { RELEASE } from '../../../build/setup/paths.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Room } from '../harness.ts';
import { until } from '../person.ts';
import { measure, save, see, sign, write } from './care.ts';
import { type Day, openDay, switchTo } from './clinic.ts';
import { addStaff, arrive, firstLogin, register } from './desk.ts';
import { backUp, book, lookUp, tick } from './evening.ts';
import { type Newcomer, newcomers, REASONS, WRITTEN } from './people.ts';
import { printSummary } from './print.ts';
import { acknowledge, enterResults } from './results.ts';

/** Where the guide is made. */
export const FOLDER = join(RELEASE, 'guide');
const FIRST = 'harbour violet forty-two lanterns';
const OWN = 'quiet orchard seven bicycles';

const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/**
 * A day, of forty patients where all of it is asked for, worked through by the front desk, a nurse and a doctor at one workstation in turn. The user guide is made
 * meanwhile: what it tells and what is done here have to be the same.
 */
export async function workThrough(room: Room, locale: Locale): Promise<void> {
  const day = await openDay(room, locale, FOLDER);
  const { person, guide, staff, known } = day;
  const { workstation } = person;
  const fresh = newcomers(locale);
  const everybody = [...known, ...fresh.map(({ name }) => name)];

  await guide.show('people', async () => {
    await addStaff(day, staff.nurse, 'nurse', FIRST);
    await addStaff(day, staff.desk, 'front-desk', FIRST);
  });
  await firstLogin(day, staff.desk, OWN);
  await door(day, locale, fresh, everybody.length);
  await firstLogin(day, staff.nurse, OWN);
  await guide.show('measure', () => measureEverySecond(day, everybody));
  await switchTo(day, staff.doctor);
  await guide.show('visit', () => seeEverybody(day, locale, everybody));
  const { items } = await person.asks<{ items: { status: string }[] }>('appointment.day', {});
  expect(items.filter(({ status }) => status === 'fulfilled')).toHaveLength(everybody.length);

  await switchTo(day, staff.nurse);
  await guide.show('results', async () => {
    await enterResults(day);
    await switchTo(day, staff.doctor);
    await acknowledge(day);
  });
  await guide.show('print', () => printSummary(day, everybody[0] ?? ''));
  await guide.show('appointments', () => book(day, everybody[1] ?? ''));
  await guide.show('tasks', () => tick(day));
  await guide.show('find', () => lookUp(day, everybody[2] ?? ''));
  await guide.show('evening', () => backUp(day, join(room.folder, `evening-${locale}.backup`)));
  expect(guide.finish(process.env.XINGLIN_FREEZE !== undefined)).toEqual([]);
  expect(workstation.errors).toEqual([]);
  await workstation.close();
}

/** Whoever comes is put into the queue; newcomers are registered. */
async function door(day: Day, locale: Locale, fresh: readonly Newcomer[], people: number): Promise<void> {
  const { person, guide, known } = day;
  const { page, t } = person;
  const part = (key: string) => page.getByRole('region', { name: t(`today.${key}`), exact: true });
  const closed = () => page.getByRole('dialog').waitFor({ state: 'hidden' });
  await guide.show('arrive', async () => {
    await person.goes('today');
    for (const [n, name] of known.entries()) {
      await arrive(day, name, of(REASONS[locale], n));
      if (n === 0) await guide.picture('arrive');
      await page.keyboard.press('Enter');
      await closed();
      if (n !== 6) continue;
      await part('waiting').getByText(name, { exact: true }).waitFor();
      await part('expected').waitFor();
      await guide.picture('waiting');
    }
  });
  await guide.show('register', async () => {
    for (const [n, newcomer] of fresh.entries()) {
      await person.goes('patients');
      await person.button('patients.register').click();
      await register(day, newcomer);
      if (n === 0) await guide.picture('register');
      await person.button('patient.saveAndArrive').click();
      await page
        .getByRole('dialog', { name: t('today.arrive') })
        .getByLabel(t('today.reason'))
        .fill(newcomer.reason);
      await page.keyboard.press('Enter');
      await closed();
    }
  });
  await until('everybody waits', async () => {
    const { items } = await person.asks<{ items: { status: string }[] }>('appointment.day', {});
    return items.filter(({ status }) => status === 'arrived').length >= people;
  });
}

async function measureEverySecond(day: Day, everybody: readonly string[]): Promise<void> {
  await day.person.goes('today');
  for (const [n, name] of everybody.entries()) {
    if (n % 2 !== 0) continue;
    const values = { systolic: String(118 + (n % 9) * 4), diastolic: String(74 + (n % 7) * 2), temperature: '36.6' };
    await measure(day, name, values, async () => {
      if (n === 0) await day.guide.picture('measure');
    });
  }
}

/** The first visit is signed at once, the others are saved. */
async function seeEverybody(day: Day, locale: Locale, everybody: readonly string[]): Promise<void> {
  await day.person.goes('today');
  for (const [n, name] of everybody.entries()) {
    await see(day, name);
    await write(day, of(WRITTEN[locale], n));
    if (n === 0) await sign(day);
    else await save(day);
  }
}
