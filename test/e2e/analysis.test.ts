import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { MeasureAnswer } from '../../shared/bridge/measures.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { cutOff } from './reflow.ts';
import { cardOf, chooseDays, settled, titlesOf } from './steps/analysis.ts';
import { openClinic, openSample } from './steps/clinic.ts';
import { anyValue } from './words.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'analysis'), { charts: true });
});
afterAll(() => room?.close());

const YEAR = new Date().getFullYear();
/** Years with visits, and one in which nobody has come yet. */
const DAYS = { from: `${YEAR - 3}-01-01`, to: `${YEAR + 1}-12-31` };

/** A number as the window writes it. */
const written = (value: unknown) => new Intl.NumberFormat('en').format(Number(value));

/** All of it in Chinese; in English what is on the screen, without keys, calls to come in and files, which are the same. */
describe.each([
  ['zh-CN', 'light', true],
  ['en', 'dark', false],
] as const)('the analysis in %s, %s', (locale, theme, whole) => {
  it('shows figures of any time, beside those of another, and opens the records behind each', async () => {
    const { person } = await openSample(room, `analysis-${locale}`, { locale, theme });
    const { page, t, workstation, asks } = person;
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    await person.goes('analysis');
    for (const name of (await titlesOf(person)).keys()) {
      const card = await cardOf(person, name);
      if (await card.isVisible()) await settled(person, name);
    }
    await page.locator('canvas').first().waitFor();
    await picture('dashboard');
    expect(await violations(person)).toEqual([]);

    // another time, and that before it
    await chooseDays(person, DAYS.from, DAYS.to);
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('year-before');
    const visits = await settled(person, 'visits');
    await visits.getByText(anyValue(t('analysis.against', { range: '{{range}}', how: '{{how}}' }))).waitFor();
    const all = await asks<MeasureAnswer>('measures.ask', { name: 'visits', ...DAYS, compare: 'year-before' });
    await visits.getByLabel(t('analysis.totals')).getByText(written(all.total[0]), { exact: true }).waitFor();
    await picture('compared');

    // as a table, parted by practitioner where the measure can be
    await visits.getByRole('button', { name: t('analysis.asTable'), exact: true }).click();
    await visits.getByRole('columnheader').nth(3).waitFor();
    await page.getByLabel(t('analysis.compare'), { exact: true }).selectOption('none');
    await settled(person, 'visits');
    const by = page.getByLabel(t('analysis.by'), { exact: true });
    if (await by.isVisible()) {
      await by.selectOption('practitioner');
      await visits.getByRole('columnheader', { name: t('analysis.split.practitioner'), exact: true }).waitFor();
      await picture('parted');
      await by.selectOption('');
    }

    if (whole) {
      const figure = await opensByKeys(person, all);
      await listsOverdue(person);
      await takesAlong(person, figure);
    } else await opensTotal(person, Number(all.total[0]));
    await fits(person);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});

/** The chart by keys, whom a figure is about, a call to come in, and back to where one was. */
async function opensByKeys(person: Person, all: MeasureAnswer): Promise<number> {
  const { page, t, locale } = person;
  const visits = await cardOf(person, 'visits');
  // End is the last step, Enter opens what stands behind it
  await visits.getByRole('button', { name: t('analysis.asChart'), exact: true }).click();
  await settled(person, 'visits');
  await visits.getByRole('slider').press('End');
  const last = all.rows.findLastIndex(({ values }) => Number(values[0]) > 0);
  for (let step = all.rows.length - 1; step > last; step -= 1) await page.keyboard.press('ArrowLeft');
  const figure = Number(all.rows[last]?.values[0]);
  expect(await visits.getByRole('slider').getAttribute('aria-valuetext')).toContain(written(figure));
  await visits.getByRole('slider').press('Enter');
  const list = page.getByRole('list', { name: t('analysis.records', { count: figure, n: figure }), exact: true });
  await list.getByRole('listitem').first().waitFor();
  expect(await list.getByRole('listitem').count()).toBe(figure);
  await room.screenshot(person.workstation, `records-${locale}`);
  expect(await violations(person)).toEqual([]);

  // whom it is about, and back to where one was
  const first = list.getByRole('listitem').first().getByRole('button');
  const name = (await first.textContent()) ?? '';
  await first.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('button', { name: t('common.back'), exact: true }).click();
  await list.getByRole('listitem').first().waitFor();
  await page.getByRole('checkbox', { name: t('analysis.choose', { name }) }).check();
  await person.button('cohorts.recall.chosen', { count: 1 }).click();
  const dialog = page.getByRole('dialog', { name: t('cohorts.recall.title', { count: 1 }) });
  await dialog.getByLabel(t('task.text')).fill(locale === 'en' ? 'Ask to come back' : '请来复诊');
  await room.screenshot(person.workstation, `recall-${locale}`);
  await dialog.getByRole('button', { name: t('cohorts.recall.send'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await person.sees(t('cohorts.recall.done', { count: 1 }));
  await page.getByRole('button', { name: t('common.back'), exact: true }).click();
  await settled(person, 'visits');
  expect(await page.getByLabel(t('analysis.from'), { exact: true }).inputValue()).toBe(DAYS.from);
  return figure;
}

/** The records behind a total, and back. */
async function opensTotal(person: Person, count: number): Promise<void> {
  const { page, t, locale } = person;
  const visits = await settled(person, 'visits');
  await visits.getByLabel(t('analysis.totals')).getByRole('button').first().click();
  const list = page.getByRole('list', { name: t('analysis.records', { count, n: written(count) }), exact: true });
  await list.getByRole('listitem').first().waitFor();
  await room.screenshot(person.workstation, `records-${locale}`);
  expect(await violations(person)).toEqual([]);
  await page.getByRole('button', { name: t('common.back'), exact: true }).click();
  await settled(person, 'visits');
}

/** A register offers the list of those who are overdue, as many as it says. */
async function listsOverdue(person: Person): Promise<void> {
  const { page, t, asks } = person;
  const { rows } = await asks<MeasureAnswer>('measures.ask', { name: 'hypertension', to: DAYS.to });
  const count = Number(rows.find(({ keys }) => keys.includes('overdue'))?.values[0]);
  const card = await settled(person, 'hypertension');
  const button = card.getByRole('button', { name: t('analysis.overdue', { count }), exact: true });
  expect(await button.count()).toBe(count > 0 ? 1 : 0);
  if (count === 0) return;
  await button.click();
  await page.getByRole('list', { name: t('analysis.records', { count, n: count }), exact: true }).waitFor();
  await room.screenshot(person.workstation, `overdue-${person.locale}`);
  await page.getByRole('button', { name: t('common.back'), exact: true }).click();
  await settled(person, 'visits');
}

/** What leaves the program: a table, a picture, a sheet. */
async function takesAlong(person: Person, figure: number): Promise<void> {
  const { page, t, locale } = person;
  const out = join(room.folder, `out-${locale}`);
  mkdirSync(out);
  const visits = await cardOf(person, 'visits');
  const title = (await titlesOf(person)).get('visits') ?? '';
  const more = visits.getByRole('button', { name: t('analysis.moreOf', { title }), exact: true });
  const choose = async (key: string) => {
    await more.click();
    await page.getByRole('menuitem', { name: t(key), exact: true }).click();
  };
  await person.answersDialogs({ open: [out] });
  await choose('analysis.saveTable');
  await expect.poll(() => readdirSync(out)).toEqual([`${title}.csv`]);
  const rows = readFileSync(join(out, `${title}.csv`), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows.some((row) => row.endsWith(`,${figure}`))).toBe(true);

  for (const kind of ['png', 'svg'] as const) {
    const file = join(out, `visits.${kind}`);
    await person.answersDialogs({ save: file });
    await choose(`analysis.savePicture.${kind}`);
    await person.sees(t('analysis.pictureSaved', { file }));
    const bytes = readFileSync(file);
    if (kind === 'png') expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    else expect(bytes.toString()).toContain(title);
  }

  await person.button('analysis.printAll').click();
  const preview = page.getByRole('dialog', { name: t('analysis.printAll') });
  await preview.locator('[data-page]').first().waitFor();
  await room.screenshot(person.workstation, `print-${locale}`);
  const pdf = join(out, 'dashboard.pdf');
  await person.answersDialogs({ save: pdf });
  await preview.getByRole('button', { name: t('print.pdf'), exact: true }).click();
  await person.sees(t('analysis.pdfSaved'));
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'hidden' });
}

/** On the smallest window with the largest letters nothing is cut off. */
async function fits(person: Person): Promise<void> {
  const { page } = person;
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '18.5px';
  });
  await settled(person, 'visits');
  await room.screenshot(person.workstation, `narrow-${person.locale}`);
  expect(await cutOff(person)).toEqual([]);
}

describe('an empty clinic', () => {
  it('is told what will stand there, and how it gets there', async () => {
    const person = await openClinic(room, 'empty', { locale: 'en', theme: 'light' });
    await person.goes('analysis');
    await person.sees(person.t('analysis.emptyTitle'));
    await room.screenshot(person.workstation, 'empty');
    await person.button('patients.register').click();
    await person.field('patient.name').waitFor();
  });
});
