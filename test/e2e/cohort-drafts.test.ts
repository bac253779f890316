import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { KeptCohort } from '../../shared/bridge/cohorts.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { openClinic } from './steps/clinic.ts';

let room: Room;
let person: Person;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'cohort-drafts'));
  person = await openClinic(room, 'cohort-drafts', { locale: 'en' });
});
afterAll(() => room?.close());

const definition = { v: 1, people: 'living', where: { kind: 'all', of: [{ kind: 'sex', sex: 'female' }] } } as const;
const NAME = 'Women of the quarter';

const kept = async () => (await person.asks<{ kept: KeptCohort[] }>('cohort.list', {})).kept;

/** Keeps one, and opens it. */
async function openOne(name: string): Promise<string> {
  await person.goes('today');
  const { changes } = await person.asks<{ changes: { id: string }[] }>('cohort.save', { seen: [], name, definition });
  await person.goes('analysis');
  await person.button('cohorts.title').click();
  await person.button('cohorts.openOne', { name }).click();
  await person.button('cohorts.keepChanges').waitFor();
  return changes[0]?.id ?? '';
}

describe('a cohort that is being built', () => {
  beforeEach(async () => {
    await person.goes('today');
    for (const { id } of await kept()) await person.asks('cohort.use', { id, use: false });
    for (const { place } of await person.asks<{ place: string }[]>('draft.list', {}))
      await person.asks('draft.drop', { place, patient: null });
    await person.page.reload();
    await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
  });

  it('is kept once, however often Enter is pressed, and the keys go on where they were', async () => {
    const { page } = person;
    await person.goes('analysis');
    await person.button('cohorts.title').click();
    await person.button('cohorts.new').click();
    const name = person.field('cohorts.name');
    await name.fill(NAME);
    for (let n = 0; n < 3; n++) await page.keyboard.press('Enter');
    await person.button('cohorts.keepChanges').waitFor();
    expect((await kept()).map((one) => one.name)).toEqual([NAME]);
    const label = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(label).toBe(person.t('cohorts.keepChanges'));
    await name.fill(`${NAME} 2`);
    await page.keyboard.press('Enter');
    await person.sees(person.t('cohorts.saved', { name: `${NAME} 2` }));
    await expect.poll(label).toBe(person.t('cohorts.keepChanges'));
  });

  it('takes nothing that is written while it is being saved, and everything afterwards', async () => {
    const { page } = person;
    await openOne(NAME);
    const name = person.field('cohorts.name');
    await name.fill('First');
    await page.keyboard.press('Enter');
    await page.keyboard.type('!!!');
    await person.sees(person.t('cohorts.saved', { name: 'First' }));
    const label = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(label).toBe(person.t('cohorts.keepChanges'));
    expect(await name.inputValue()).toBe('First');
    expect(await person.asks('draft.list', {})).toEqual([]);
    // also where nothing was changed
    await person.button('cohorts.keepChanges').click();
    await page.waitForTimeout(300);
    await name.fill('Second');
    await person.button('cohorts.keepChanges').click();
    await person.sees(person.t('cohorts.saved', { name: 'Second' }));
    expect((await kept()).map((one) => one.name)).toEqual(['Second']);
  });

  it('is there again where it was not to be used any more after all', async () => {
    await openOne(NAME);
    await person.field('cohorts.name').fill('Renamed');
    await person.button('cohorts.retire').click();
    await person.button('common.undo').click();
    await person.button('cohorts.openOne', { name: NAME }).click();
    await person.sees(person.t('draft.restored'));
    expect(await person.field('cohorts.name').inputValue()).toBe('Renamed');
  });

  it('is there again where somebody else stopped using it meanwhile', async () => {
    const id = await openOne(NAME);
    await person.field('cohorts.name').fill('Renamed');
    await person.goes('today');
    await person.asks('cohort.use', { id, use: false });
    await person.button('draft.open').click();
    await person.sees(person.t('draft.restored'));
    expect(await person.field('cohorts.name').inputValue()).toBe('Renamed');
    await person.button('cohorts.keep').click();
    await person.button('cohorts.keepChanges').waitFor();
    expect((await kept()).map((one) => one.name)).toEqual(['Renamed']);
  });

  it('is as it was once what was changed is changed back', async () => {
    await openOne(NAME);
    const all = person.page.getByText(person.t('cohorts.whom.all'), { exact: true });
    await all.click();
    await person.goes('today');
    await person.button('draft.open').click();
    await person.sees(person.t('draft.restored'));
    await person.page.getByText(person.t('cohorts.whom.living'), { exact: true }).click();
    await person.page.getByText(person.t('draft.restored')).waitFor({ state: 'hidden' });
  });
});
