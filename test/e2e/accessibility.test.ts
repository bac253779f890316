import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { RouteName } from '../../renderer/screens/contract.ts';
import { textSizes } from '../../renderer/ui/tokens.ts';
import { looksWrong, violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { looks } from './looks.ts';
import { type Person, seat } from './person.ts';
import { cutOff } from './reflow.ts';
import { settled } from './steps/analysis.ts';
import { chooseMore, openPatient } from './steps/patients.ts';

let room: Room;
let person: Person;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'accessibility'));
  const workstation = await room.openWorkstation('sample', { locale: 'en' });
  person = seat(workstation, 'en');
  await person.button('language.en').click();
});
afterAll(() => room?.close());

/** How one comes to each page. A new one does not compile until it stands here. */
const WAYS: Readonly<Record<RouteName, (name: string) => Promise<void>>> = {
  today: () => person.goes('today'),
  appointments: () => person.goes('appointments'),
  patients: () => person.goes('patients'),
  results: () => person.goes('results'),
  analysis: () => person.goes('analysis'),
  cohorts: async () => {
    await person.goes('analysis');
    await person.button('cohorts.title').click();
    await person.button('cohorts.examples.beginOne', { name: person.t('cohorts.examples.pressure') }).click();
    await person.field('cohorts.name').waitFor();
  },
  notebooks: async () => {
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.button('notebook.new').waitFor();
  },
  notebook: async () => {
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.button('notebook.example').click();
    await person.field('notebook.sql').waitFor();
  },
  figure: async () => {
    await person.goes('analysis');
    const card = await settled(person, 'age-sex');
    await card.getByLabel(person.t('analysis.totals')).getByRole('button').first().click();
    await person.page.getByRole('list', { name: /^[\d,]+ records?$/ }).waitFor();
  },
  inbox: () => person.goes('inbox'),
  exchange: () => person.goes('exchange'),
  table: async () => {
    await person.goes('exchange');
    await person.button('table.toTables').click();
    await person.button('table.choose').waitFor();
  },
  repair: async () => {
    await person.goes('exchange');
    await person.button('repairs.title').click();
    await person.page.getByText(person.t('repairs.nothing')).waitFor();
  },
  sync: () => person.goes('sync'),
  users: () => person.goes('users'),
  audit: () => person.goes('audit'),
  settings: () => person.goes('settings'),
  help: () => person.goes('help'),
  register: async () => {
    await person.goes('patients');
    await person.button('patients.register').click();
    await person.field('patient.name').waitFor();
  },
  duplicates: async () => {
    await person.goes('patients');
    await person.button('duplicates.title').click();
    await person.button('duplicates.search').waitFor();
  },
  patient: (name) => openPatient(person, name, name),
  edit: (name) => onChart(name, 'e', () => person.field('patient.name').waitFor()),
  visit: (name) => onChart(name, 'v', () => person.field('visit.complaint').waitFor()),
  vitals: (name) => onChart(name, 'm', () => person.field('vitals.weight').waitFor()),
  prescribe: (name) => onChart(name, 'r', () => person.button('rx.add').waitFor()),
  sheet: async (name) => {
    await openPatient(person, name, name);
    await person.page
      .getByRole('button', { name: new RegExp(`^${person.t('sheet.open')}`) })
      .first()
      .click();
    await person.page.getByRole('list', { name: person.t('sheet.title') }).waitFor();
  },
};

/** A page that a key on a chart opens. */
async function onChart(name: string, key: string, opened: () => Promise<void>): Promise<void> {
  await openPatient(person, name, name);
  await person.page.keyboard.press(key);
  await opened();
}

describe('everybody can use the window', () => {
  it('from the first page', async () => {
    await person.button('start.create').waitFor();
    expect(await violations(person)).toEqual([]);
    await person.button('start.create').click();
    await person.field('create.clinicName').waitFor();
    expect(await violations(person)).toEqual([]);
  });

  it('in a sample clinic, on every page and in both themes', async () => {
    await person.asks('sample.create', { locale: 'en', patients: 30 });
    await person.page.reload();
    await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
    const { hits } = await person.asks<{ hits: { id: string; name: string }[] }>('patient.search', {
      text: '',
      limit: 5,
    });
    const name = hits[0]?.name ?? '';
    await person.asks('visit.record', { patient: hits[0]?.id, complaint: 'Tired', note: 'Sleeps badly' });
    const found: Record<string, string[]> = {};
    /** As the page stands, and as somebody sees it who chose dark and large letters. */
    const judge = async (place: string) => {
      found[`${place}, light`] = [...(await violations(person)), ...(await cutOff(person))];
      await room.screenshot(person.workstation, `${place}-light`);
      await looks(person, 'dark', 'large');
      found[`${place}, dark`] = [...(await looksWrong(person)), ...(await cutOff(person))];
      await room.screenshot(person.workstation, `${place}-dark`);
      await looks(person, 'light');
    };
    // as well what a window of 2048 x 1400 has room for at 200 %; the largest letters make it narrower yet
    await person.page.setViewportSize({ width: 1024, height: 700 });
    for (const [place, go] of Object.entries(WAYS)) {
      await go(name);
      await person.page.getByRole('heading').first().waitFor();
      await judge(place);
    }
    await openPatient(person, name, name);
    await chooseMore(person, 'chart.history');
    await person.page
      .getByRole('dialog', { name: person.t('history.title') })
      .getByRole('listitem')
      .first()
      .waitFor();
    await judge('history');
    await person.page.keyboard.press('Escape');
    await person.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await person.page.keyboard.press('Control+k');
    await person.page.getByText(person.t('find.texts'), { exact: true }).click();
    await person.page.getByRole('combobox', { name: person.t('find.label') }).fill('the');
    await person.page.getByText(person.t('find.here')).waitFor();
    await judge('search in notes');
    await person.page.keyboard.press('Escape');
    await person.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
  });

  it('in the theme and with the letters that they choose', async () => {
    const { page, t } = person;
    const root = page.locator('html');
    await person.goes('settings');
    for (const [theme, size] of [
      ['dark', 'large'],
      ['light', 'small'],
    ] as const) {
      await page.getByText(t(`settings.${theme}`), { exact: true }).click();
      await page.getByText(t(`settings.${size}`), { exact: true }).click();
      await expect.poll(() => root.getAttribute('data-mantine-color-scheme')).toBe(theme);
      await expect.poll(() => root.evaluate(({ style }) => style.fontSize)).toBe(`${textSizes[size]}px`);
      expect([...(await looksWrong(person)), ...(await cutOff(person))]).toEqual([]);
    }
    expect(person.workstation.errors).toEqual([]);
  });
});
