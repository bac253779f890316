/** A notebook in a real window: tables, a query, a chart, files, the limits, and what is kept. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, seat } from './person.ts';
import { cutOff } from './reflow.ts';

let room: Room;
const folder = mkdtempSync(join(tmpdir(), 'xinglin-notebook-'));
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'notebook'));
});
afterAll(async () => {
  await room?.close();
  rmSync(folder, { recursive: true, force: true });
});

const COUNTING = 'SELECT gender, count(*) AS people FROM patients GROUP BY gender ORDER BY gender';
const FOREVER = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

async function openSample(locale: 'en' | 'zh-CN'): Promise<Person> {
  const workstation = await room.openWorkstation(`notebook-${locale}`, { locale });
  const person = seat(workstation, locale);
  await person.asks('sample.create', { locale, patients: 60 });
  await person.page.reload();
  await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
  await person.page.setViewportSize({ width: 1024, height: 700 });
  return person;
}

async function looks(person: Person, name: string): Promise<void> {
  await room.screenshot(person.workstation, `${name}-${person.locale}`);
  expect(await violations(person)).toEqual([]);
  expect(await cutOff(person)).toEqual([]);
}

/** Waits for a value in the table of the result; the chart has a table, too. */
async function inResult({ page, t }: Person, value: string): Promise<void> {
  const table = page.getByRole('table', { name: t('notebook.result') });
  await table.getByRole('cell', { name: value, exact: true }).waitFor();
}

describe.each(['en', 'zh-CN'] as const)('a notebook in %s', (locale) => {
  it('begins with the example, answers, draws, is kept, taken out, and ended at its limit', async () => {
    const person = await openSample(locale);
    const { page, t } = person;
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.sees(t('notebook.emptyTitle'));
    await looks(person, 'empty');

    // the example runs as it stands, by the keyboard
    await person.button('notebook.example').click();
    await person.sees('birth_date');
    await person.field('notebook.sql').press('Control+Enter');
    await page.getByRole('table', { name: t('notebook.result') }).waitFor();
    await page.getByRole('img', { name: t('notebook.chart.label', { y: 'visits', x: 'month' }) }).waitFor();
    await page.waitForTimeout(500);
    await looks(person, 'example');

    // one of our own: a column is put into it by a click
    await person.field('notebook.sql').fill('SELECT count(*) AS people, ');
    await page.getByRole('button', { name: t('notebook.insertColumn', { name: 'gender' }) }).click();
    expect(await person.field('notebook.sql').inputValue()).toBe('SELECT count(*) AS people, gender');
    await person.button('notebook.run').click();
    await person.sees(t('errors.query-no-column', { column: 'gender' }));
    await looks(person, 'error');
    await person.field('notebook.sql').fill(COUNTING);
    await person.button('notebook.run').click();
    await inResult(person, 'female');
    await page.getByLabel(t('notebook.chart.x'), { exact: true }).selectOption('gender');
    await page.getByLabel(t('notebook.chart.y'), { exact: true }).selectOption('people');
    await page.getByLabel(t('notebook.chart.series'), { exact: true }).selectOption('');
    await page.getByRole('img', { name: t('notebook.chart.label', { y: 'people', x: 'gender' }) }).waitFor();

    await person.field('notebook.name').fill('Sex 性别');
    await person.button('common.save').click();
    await person.sees(t('notebook.saved', { title: 'Sex 性别' }));
    await page.getByRole('heading', { name: 'Sex 性别' }).waitFor();
    await person.button('notebook.run').click();
    await inResult(person, 'female');

    // an edit is taken back in one step
    await person.field('notebook.name').fill('Other');
    await person.button('common.save').click();
    await page.getByRole('heading', { name: 'Other' }).waitFor();
    await person.button('common.undo').click();
    await page.getByRole('heading', { name: 'Sex 性别' }).waitFor();
    await person.button('notebook.run').click();
    await inResult(person, 'female');

    // files of what it says
    await person.answersDialogs({ open: [folder], save: join(folder, `${locale}.png`) });
    for (const format of ['csv', 'parquet'] as const) {
      await person.button('notebook.export').click();
      await page.getByRole('menuitem', { name: t(`notebook.formats.${format}`) }).click();
      await person.sees(join(folder, `Sex 性别.${format}`));
    }
    const csv = readFileSync(join(folder, 'Sex 性别.csv'), 'utf8').split('\r\n');
    expect(csv.slice(0, 2)).toEqual(['\uFEFFgender,people', expect.stringMatching(/^female,\d+$/)]);
    const parquet = new Uint8Array(readFileSync(join(folder, 'Sex 性别.parquet'))).buffer;
    const people = (await parquetReadObjects({ file: parquet })).map(({ people: count }) => Number(count));
    expect(people.reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const format of ['csv', 'parquet']) rmSync(join(folder, `Sex 性别.${format}`));
    await person.button('notebook.export').click();
    await page.getByRole('menuitem', { name: t('notebook.formats.png') }).click();
    await person.sees(t('notebook.pictureSaved', { file: join(folder, `${locale}.png`) }));
    expect(
      readFileSync(join(folder, `${locale}.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');

    // what never ends is stopped by a click; the vault has gone on answering meanwhile
    await person.field('notebook.sql').fill(FOREVER);
    await person.button('notebook.run').click();
    await person.button('progress.stop').waitFor();
    expect(await person.asks('patient.list', { filter: {}, offset: 0, limit: 5 })).toMatchObject({ total: 60 });
    await person.button('progress.stop').click();
    await person.sees(t('notebook.stopped'));
    // and by itself, with what to do about it
    // Tab indents in it; after Escape it leads on
    await person.field('notebook.sql').press('Control+End');
    await page.keyboard.press('Tab');
    expect(await person.field('notebook.sql').inputValue()).toBe(`${FOREVER}  `);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(t('notebook.run'));
    await person.button('notebook.limits').click();
    await page.getByLabel(t('notebook.time'), { exact: true }).selectOption('10');
    await room.screenshot(person.workstation, `limits-${locale}`);
    await page.keyboard.press('Escape');
    await person.button('notebook.run').click();
    await person.sees(t('errors.query-time-limit', { seconds: 10 }));
    await looks(person, 'limit');

    await person.button('common.back').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
    await looks(person, 'list');
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).click();
    await person.field('notebook.sql').waitFor();
    await person.goes('settings');
    await page.getByText(t('settings.dark'), { exact: true }).click();
    await person.button('common.back').click();
    await person.field('notebook.sql').fill(COUNTING);
    await person.button('notebook.run').click();
    await inResult(person, 'female');
    await page
      .getByRole('img', { name: t('notebook.chart.label', { y: 'people', x: 'gender' }) })
      .scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    await looks(person, 'dark');
    await person.button('common.back').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
    await page.getByRole('button', { name: `${t('common.remove')}: Sex 性别` }).click();
    await person.button('common.undo').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
  });

  it('takes a view of the clinic, and says where it is wrong', async () => {
    const workstation = await room.openWorkstation(`view-${locale}`, { locale });
    const person = seat(workstation, locale);
    await person.asks('sample.create', { locale, patients: 5 });
    await person.page.reload();
    const { page, t } = person;
    await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.button('notebook.new').click();
    await person.button('notebook.ownView').click();
    const text = page.getByLabel(t('notebook.viewText'), { exact: true });
    const good = await text.inputValue();
    await text.fill(good.replace('"gender"\n', '"gender.("\n'));
    await person.sees(/select\[0\]\.column\[1\]\.path/);
    await room.screenshot(workstation, `view-${locale}`);
    expect(await violations(person)).toEqual([]);
    await text.fill(good);
    await page.getByLabel(t('notebook.viewName'), { exact: true }).fill('ours');
    await person.button('notebook.keepView').click();
    await person.sees(t('notebook.viewKept', { name: 'ours' }));
    await person.field('notebook.sql').fill('SELECT count(*) AS n FROM ours');
    await person.button('notebook.run').click();
    await inResult(person, '5');
  });
});
