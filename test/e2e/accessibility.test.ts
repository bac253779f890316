import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, seat } from './person.ts';
import { openPatient } from './steps/patients.ts';

let room: Room;
let person: Person;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'accessibility'));
  const workstation = await room.openWorkstation('sample', { locale: 'en' });
  person = seat(workstation, 'en');
  await person.button('language.en').click();
});
afterAll(() => room?.close());

const PAGES = ['today', 'appointments', 'patients', 'analysis', 'inbox', 'exchange', 'sync', 'settings'] as const;

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
    const { hits } = await person.asks<{ hits: { name: string }[] }>('patient.search', { text: '', limit: 5 });
    const name = hits[0]?.name ?? '';
    const found: Record<string, string[]> = {};
    for (const theme of ['light', 'dark'] as const) {
      await person.goes('settings');
      await person.page.getByText(person.t(`settings.${theme}`), { exact: true }).click();
      for (const place of PAGES) {
        await person.goes(place);
        await person.page.getByRole('heading', { level: 1 }).waitFor();
        found[`${place}, ${theme}`] = await violations(person);
        await room.screenshot(person.workstation, `${place}-${theme}`);
      }
      await openPatient(person, name, name);
      found[`chart, ${theme}`] = await violations(person);
      await room.screenshot(person.workstation, `chart-${theme}`);
      await person.button('chart.history').click();
      await person.page
        .getByRole('dialog', { name: person.t('history.title') })
        .getByRole('listitem')
        .first()
        .waitFor();
      found[`history, ${theme}`] = await violations(person);
      await room.screenshot(person.workstation, `history-${theme}`);
      await person.page.keyboard.press('Escape');
      await person.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await person.page.keyboard.press('Control+k');
      await person.page.getByText(person.t('find.texts'), { exact: true }).click();
      await person.page.getByRole('combobox', { name: person.t('find.label') }).fill('the');
      await person.page.getByText(person.t('find.here')).waitFor();
      found[`search in notes, ${theme}`] = await violations(person);
      await person.page.keyboard.press('Escape');
      await person.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await person.button('chart.newVisit').click();
      await person.field('visit.complaint').waitFor();
      found[`visit, ${theme}`] = await violations(person);
      await room.screenshot(person.workstation, `visit-${theme}`);
    }
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
  });
});
