import type { Locale } from '../../../shared/bridge/session.ts';
import type { Guide } from '../../guide/guide.ts';
import type { Room } from '../harness.ts';
import { must, type Person } from '../person.ts';
import { openGuided } from '../steps/guided.ts';
import { COMING, STAFF, type Staff } from './people.ts';

/** One workstation at which the whole clinic works in turn, and the guide that is made meanwhile. */
export interface Day {
  readonly person: Person;
  readonly guide: Guide;
  readonly staff: Staff;
  /** Who logs in with what. */
  readonly passphrases: Map<string, string>;
  /** Who has been here before: names, no two alike. */
  readonly known: readonly string[];
}

/** Opens a generated clinic, with charts to look at; some of its patients come today. @param folder where the guide goes */
export async function openDay(room: Room, locale: Locale, folder: string): Promise<Day> {
  const { person, guide, passphrase } = await openGuided(room, locale, { page: 'day', folder, pictures: true });
  return {
    person,
    guide,
    staff: STAFF[locale],
    passphrases: new Map([[STAFF[locale].doctor, passphrase]]),
    known: await namesOf(person),
  };
}

/** People of whom everybody knows at once who is meant, and who neither wait nor are expected. */
async function namesOf(person: Person): Promise<string[]> {
  const { hits } = await person.asks<{ hits: { name: string }[] }>('patient.search', { text: '', limit: 100 });
  const { items } = await person.asks<{ items: { patient: { name: string } }[] }>('appointment.day', {});
  const names = hits.map(({ name }) => name);
  const single = names.filter((name) => names.filter((other) => other.includes(name)).length === 1);
  const free = single.filter((name) => !items.some(({ patient }) => patient.name === name));
  must(free.length >= COMING, 'the clinic knows people enough');
  return free.slice(0, COMING);
}

/** Lets somebody else take over the workstation; whoever comes for the first time chooses a passphrase of their own. */
export async function switchTo({ person, passphrases }: Day, name: string): Promise<void> {
  const { page, t } = person;
  await page.keyboard.press('Control+Shift+u');
  const dialog = page.getByRole('dialog', { name: t('top.switch') });
  await dialog.getByText(name, { exact: true }).click();
  await dialog.getByLabel(t('unlock.passphrase'), { exact: true }).fill(passphrases.get(name) ?? '');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** The first time somebody logs in. */
export async function chooseOwn(day: Day, name: string, passphrase: string): Promise<void> {
  const { person, passphrases } = day;
  const { t, page } = person;
  await page.getByLabel(t('own.old'), { exact: true }).fill(passphrases.get(name) ?? '');
  await page.getByLabel(t('own.new'), { exact: true }).fill(passphrase);
  await page.getByLabel(t('create.repeat'), { exact: true }).fill(passphrase);
  await person.button('own.change').click();
  await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
  passphrases.set(name, passphrase);
}
