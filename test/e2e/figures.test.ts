/** Figures by keyboard and by whom: the way into the records behind one, what is taken along of them, and the way back. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { MeasureAnswer } from '../../shared/bridge/measures.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { cardOf, chooseDays, settled, titlesOf } from './steps/analysis.ts';
import { openSample } from './steps/clinic.ts';

let room: Room;
let person: Person;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'figures'), { charts: true });
  ({ person } = await openSample(room, 'figures', { locale: 'en' }));
  await person.goes('analysis');
});
afterAll(() => room?.close());

/** All years with visits, and one in which nobody has come yet. */
const DAYS = { from: '2016-01-01', to: `${new Date().getFullYear() + 1}-12-31` };
const written = (value: unknown) => new Intl.NumberFormat('en').format(Number(value));

async function allSettled(): Promise<string[]> {
  const names: string[] = [];
  for (const name of (await titlesOf(person)).keys()) {
    const card = await cardOf(person, name);
    if (!(await card.isVisible())) continue;
    await settled(person, name);
    names.push(name);
  }
  return names;
}

const back = () => person.page.getByRole('button', { name: person.t('common.back'), exact: true }).click();

describe('a dashboard by keyboard', () => {
  it('has every picture in the way of Tab, told value by value, with a table beside it', async () => {
    const { page, t } = person;
    for (const name of await allSettled()) {
      const card = await cardOf(person, name);
      const slider = card.getByRole('slider');
      expect(await slider.getAttribute('tabindex'), name).toBe('0');
      await slider.focus();
      await page.keyboard.press('Home');
      const first = await slider.getAttribute('aria-valuetext');
      await page.keyboard.press('ArrowRight');
      const second = await slider.getAttribute('aria-valuetext');
      expect([first, second].every((words) => (words ?? '').includes(': ')) && first !== second, name).toBe(true);
      const table = card.getByRole('table');
      expect(await table.getByRole('row').count(), name).toBeGreaterThan(1);
      expect(await table.getAttribute('aria-label'), name).toBe((await titlesOf(person)).get(name));
    }
    // parted and compared, as pictures and as tables
    await page.getByLabel(t('analysis.by'), { exact: true }).selectOption('place');
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('previous');
    await allSettled();
    expect(await violations(person)).toEqual([]);
    const shownAs = async (key: string) => {
      for (const name of ['waiting', 'immunisation'])
        await (await cardOf(person, name)).getByRole('button', { name: t(key), exact: true }).click();
    };
    await shownAs('analysis.asTable');
    expect(await violations(person)).toEqual([]);
    await shownAs('analysis.asChart');
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('none');
    await page.getByLabel(t('analysis.by'), { exact: true }).selectOption('');
  });
});

describe('the figures of one practitioner', () => {
  it('are theirs, also behind the figure, and still chosen after the way back, where the focus was', async () => {
    const { page, t, asks } = person;
    await chooseDays(person, DAYS.from, DAYS.to);
    const { rows, names } = await asks<MeasureAnswer>('measures.ask', { name: 'visits', ...DAYS, by: 'practitioner' });
    const practitioner = rows.map(({ keys }) => keys[0]).find((key) => key !== null) ?? '';
    const called = names.practitioner?.[practitioner] ?? '';
    const theirs = await asks<MeasureAnswer>('measures.ask', { name: 'visits', ...DAYS, practitioner });
    const of = page.getByRole('combobox', { name: t('analysis.of'), exact: true });
    await of.click();
    await page.getByRole('option', { name: called, exact: true }).click();
    const visits = await settled(person, 'visits');
    const total = written(theirs.total[0]);
    await visits.getByLabel(t('analysis.totals')).getByText(total, { exact: true }).waitFor();
    // a figure that knows no practitioner says that it is everybody's
    await (await cardOf(person, 'age-sex')).getByText(t('analysis.ofAll')).waitFor();
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('year-before');
    await settled(person, 'visits');

    const slider = visits.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    const told = () => page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext') ?? '');
    for (let step = 0; step < 400 && !/: [1-9]/.test(await told()); step++) await page.keyboard.press('ArrowLeft');
    const words = (await slider.getAttribute('aria-valuetext')) ?? '';
    const figure = Number(/: ([\d,]+)$/.exec(words)?.[1]?.replace(',', ''));
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', {
      name: t('analysis.records', { count: figure, n: written(figure) }),
      exact: true,
    });
    await list.getByRole('listitem').first().waitFor();
    await person.sees(t('analysis.onlyOf', { name: called }));
    expect(await violations(person)).toEqual([]);
    await back();
    await settled(person, 'visits');
    await expect.poll(() => slider.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await slider.getAttribute('aria-valuetext')).toBe(words);
    expect(await of.inputValue()).toBe(called);
    expect(await page.getByLabel(t('analysis.compare'), { exact: true }).inputValue()).toBe('year-before');
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('none');
    // and back to everybody by keys
    await of.fill(t('analysis.everybody'));
    await page.getByRole('option', { name: t('analysis.everybody'), exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const all = await asks<MeasureAnswer>('measures.ask', { name: 'visits', ...DAYS });
    await visits.getByLabel(t('analysis.totals')).getByText(written(all.total[0]), { exact: true }).waitFor();
  });
});

describe('the list behind a figure', () => {
  it('is saved whole, and all of its patients are chosen, however much of it is in sight', async () => {
    const { page, t, asks } = person;
    const visits = await settled(person, 'visits');
    const { total } = await asks<MeasureAnswer>('measures.ask', { name: 'visits', ...DAYS });
    const count = Number(total[0]);
    expect(count).toBeGreaterThan(300);
    await visits.getByLabel(t('analysis.totals')).getByRole('button').first().click();
    await page.getByRole('list', { name: t('analysis.records', { count, n: written(count) }), exact: true }).waitFor();

    const out = join(room.folder, 'lists');
    mkdirSync(out);
    await person.answersDialogs({ open: [out] });
    await person.button('analysis.saveRecords').click();
    await expect
      .poll(() => readdirSync(out).filter((name) => name.endsWith('.csv')).length, { timeout: 30_000 })
      .toBe(1);
    const [file = ''] = readdirSync(out);
    const rows = readFileSync(join(out, file), 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(count + 1);
    await person.sees(t('analysis.exported', { count, file: join(out, file) }));

    // each patient once, of every page
    const patients = new Set<string>();
    let after: string | undefined;
    do {
      const page = await asks<{ records: { hit: { id: string } | null }[]; after: string | null }>('measures.records', {
        name: 'visits',
        ...DAYS,
        column: 'visits',
        limit: 200,
        ...(after === undefined ? {} : { after }),
      });
      for (const { hit } of page.records) if (hit) patients.add(hit.id);
      after = page.after ?? undefined;
    } while (after !== undefined);
    await page.getByRole('checkbox', { name: t('analysis.chooseAll'), exact: true }).click();
    await person.sees(t('analysis.chosenSome', { count: patients.size, n: written(patients.size) }));
    await person.button('cohorts.recall.chosen', { count: patients.size }).click();
    const dialog = page.getByRole('dialog', { name: t('cohorts.recall.title', { count: patients.size }) });
    await dialog.getByRole('button', { name: t('common.cancel'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await back();
    // where it was opened
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
      .toContain('Visits');
    expect(person.workstation.errors).toEqual([]);
  });
});
