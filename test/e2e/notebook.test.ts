/** A notebook in a real window: tables, a query, a chart, files, the limits, and what is kept. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { cutOff } from './reflow.ts';
import { SAMPLE_PATIENTS } from './scene.ts';
import { openSample } from './steps/clinic.ts';
import { inResult, runs, writes } from './steps/notebook.ts';

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

async function looks(person: Person, name: string): Promise<void> {
  await room.screenshot(person.workstation, `${name}-${person.locale}`);
  expect(await violations(person)).toEqual([]);
  expect(await cutOff(person)).toEqual([]);
}

/** Parts of the frame's top line that lie over the next. */
function overlaps({ page, t }: Person): Promise<(string | null)[]> {
  return page.getByRole('region', { name: t('top.label') }).evaluate((line) => {
    const rightOf = (part: Element): number =>
      Math.max(...[part, ...part.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right));
    return [...line.children].flatMap((part) => {
      const next = part.nextElementSibling?.getBoundingClientRect();
      return next && rightOf(part) > next.left + 1 ? [part.textContent] : [];
    });
  });
}

/** What stands in the field for code, line by line. */
function written(person: Person, key: 'notebook.sql' | 'notebook.viewText' = 'notebook.sql'): Promise<string> {
  return person
    .field(key)
    .evaluate((field) => [...field.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
}

/** What is underlined as wrong. */
function underlined({ page }: Person): Promise<string[]> {
  return page.locator('.cm-lintRange-error').allTextContents();
}

/** What leaves the program: files of what was run, and a picture. */
async function takesOut(person: Person): Promise<void> {
  const { page, t } = person;
  // whatever is written by then
  await writes(person, 'notebook.sql', 'SELECT 1');
  await person.answersDialogs({ open: [folder], save: join(folder, `${person.locale}.png`) });
  for (const format of ['csv', 'ndjson', 'parquet'] as const) {
    await person.button('notebook.export').click();
    await page.getByRole('menuitem', { name: t(`notebook.formats.${format}`) }).click();
    await person.sees(join(folder, `Sex 性别.${format}`));
  }
  const csv = readFileSync(join(folder, 'Sex 性别.csv'), 'utf8').split('\r\n');
  expect(csv.slice(0, 2)).toEqual(['\uFEFFgender,people', expect.stringMatching(/^female,\d+$/)]);
  const ndjson = readFileSync(join(folder, 'Sex 性别.ndjson'), 'utf8').trimEnd().split('\n');
  expect(ndjson.map((line) => Object.keys(JSON.parse(line)))).toEqual(ndjson.map(() => ['gender', 'people']));
  const parquet = new Uint8Array(readFileSync(join(folder, 'Sex 性别.parquet'))).buffer;
  const people = (await parquetReadObjects({ file: parquet })).map(({ people: count }) => Number(count));
  expect(people.reduce((sum, count) => sum + count, 0)).toBe(SAMPLE_PATIENTS);
  for (const format of ['csv', 'ndjson', 'parquet']) rmSync(join(folder, `Sex 性别.${format}`));
  await person.button('notebook.export').click();
  await page.getByRole('menuitem', { name: t('notebook.formats.png') }).click();
  await person.sees(t('notebook.pictureSaved', { file: join(folder, `${person.locale}.png`) }));
  expect(
    readFileSync(join(folder, `${person.locale}.png`))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
}

/** What never ends is stopped; and the field for code lets the keys lead on. */
async function ends(person: Person): Promise<void> {
  const { page, t } = person;
  // by a click; the vault has gone on answering meanwhile
  await runs(person, FOREVER);
  await person.button('progress.stop').waitFor();
  expect(await person.asks('patient.list', { filter: {}, offset: 0, limit: 5 })).toMatchObject({
    total: SAMPLE_PATIENTS,
  });
  await person.button('progress.stop').click();
  await person.sees(t('notebook.stopped'));
  // Tab leads on; asked to, it indents, and leads on behind Escape
  const now = () => page.evaluate(() => document.activeElement?.textContent);
  await person.field('notebook.sql').press('Control+End');
  await page.keyboard.press('Tab');
  expect(await now()).toBe(t('notebook.run'));
  await person.field('notebook.sql').press('Control+m');
  await person.sees(t('code.tabIndents'));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Tab');
  expect(await written(person)).toBe(`  ${FOREVER}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await now()).toBe(t('notebook.run'));
  await person.field('notebook.sql').press('Control+m');
  await person.sees(t('code.tabLeads'));
  // and by itself it is stopped, with what to do about it
  await person.button('notebook.limits').click();
  await page.getByLabel(t('notebook.time'), { exact: true }).selectOption('10');
  await room.screenshot(person.workstation, `limits-${person.locale}`);
  await page.keyboard.press('Escape');
  await person.button('notebook.run').click();
  await person.sees(t('errors.query-time-limit', { seconds: 10 }));
  await looks(person, 'limit');
}

/** All of it in English; in Chinese every page and sentence, without what is the same in any language: files, limits, keys, kinds of charts. */
describe.each([
  ['en', true],
  ['zh-CN', false],
] as const)('a notebook in %s', (locale, whole) => {
  let person: Person;
  beforeAll(async () => {
    ({ person } = await openSample(room, `notebook-${locale}`, { locale }));
    await person.page.setViewportSize({ width: 1024, height: 700 });
  });

  it(`begins with the example, answers, draws, is kept${whole ? ', taken out, and ended at its limit' : ''}`, async () => {
    const { page, t } = person;
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.sees(t('notebook.emptyTitle'));
    await looks(person, 'empty');

    // the example runs by one click
    await person.button('notebook.example').click();
    await person.sees('birth_date');
    await page.getByRole('table', { name: t('notebook.result') }).waitFor();
    await page.getByRole('img', { name: t('notebook.chart.label', { y: 'visits', x: 'month' }) }).waitFor();
    await looks(person, 'example');

    // SQL is coloured, its keywords unlike its texts
    const colours = await person.field('notebook.sql').evaluate((field) =>
      ['SELECT', '7'].map((word) => {
        const token = [...field.querySelectorAll('.cm-line span')].find(({ textContent }) => textContent === word);
        return token && getComputedStyle(token).color;
      }),
    );
    expect(new Set([...colours, undefined]).size).toBe(3);

    // one of our own: a column is put into it by a click, and one writes on behind it
    await writes(person, 'notebook.sql', 'SELECT count(*) AS people,');
    await page.getByRole('button', { name: t('notebook.insertColumn', { name: 'gender' }) }).click();
    expect(await written(person)).toBe('SELECT count(*) AS people, gender');
    // at once: what is typed slowly is taken back letter by letter
    await page.keyboard.insertText(', 1');
    expect(await written(person)).toBe('SELECT count(*) AS people, gender, 1');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Enter');
    await person.sees(t('errors.query-no-column', { column: 'gender' }));
    // where it is wrong is underlined, and can be chosen
    expect(await underlined(person)).toEqual(['gender']);
    await person.sees(t('notebook.linePlace', { line: 1, column: 28 }));
    await looks(person, 'error');
    await person.button('notebook.toPlace').click();
    expect(await page.evaluate(() => String(getSelection()))).toBe('gender');
    expect(await person.field('notebook.sql').getAttribute('aria-invalid')).toBe('true');

    // words are offered while one writes; the table's other name has its columns
    await writes(person, 'notebook.sql', 'SELECT p. FROM patients p');
    await page.keyboard.press('Control+Home');
    for (const _letter of 'SELECT p.') await page.keyboard.press('ArrowRight');
    await page.keyboard.type('gen');
    const option = page.getByRole('option', { name: /^gender/ });
    await option.waitFor();
    await looks(person, 'offered');
    await page.keyboard.press('Enter');
    expect(await written(person)).toBe('SELECT p.gender FROM patients p');

    // nothing, NULL, long texts, and more than is shown
    await runs(person, 'SELECT id FROM patients WHERE 1 = 2');
    await person.sees(t('notebook.noRows'));
    const long = `${'Hypertension 高血压 '.repeat(20)}end`;
    await runs(person, `SELECT NULL AS missing, '${long}' AS words, 1.5 AS number`);
    await inResult(person, 'NULL');
    await person.button('notebook.wrap').click();
    await inResult(person, long);
    await looks(person, 'long');
    await runs(person, 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT i FROM n');
    await person.sees(t('notebook.rowsMore_other', { rows: '2,000' }));
    await runs(person, COUNTING);
    await inResult(person, 'female');
    await page.getByLabel(t('notebook.chart.x'), { exact: true }).selectOption('gender');
    await page.getByLabel(t('notebook.chart.y'), { exact: true }).selectOption('people');
    await page.getByLabel(t('notebook.chart.series'), { exact: true }).selectOption('');
    await page.getByRole('img', { name: t('notebook.chart.label', { y: 'people', x: 'gender' }) }).waitFor();

    // a chart whose columns the query does not give any more says which, and can be made of those that there are
    await runs(person, 'SELECT active, count(*) AS n FROM patients GROUP BY active');
    await person.sees(t('notebook.chart.missing', { columns: ['gender', 'people'].join(t('common.dot')) }));
    await looks(person, 'missing');
    await person.button('notebook.chart.anew').click();
    await page.getByRole('img', { name: t('notebook.chart.label', { y: 'n', x: 'active' }) }).waitFor();
    await runs(person, COUNTING);
    await person.button('notebook.chart.anew').click();
    for (const kind of whole ? (['line', 'scatter', 'pie', 'bar'] as const) : (['bar'] as const)) {
      await page.getByLabel(t('notebook.chart.kind'), { exact: true }).selectOption(kind);
      await page.getByRole('img', { name: t('notebook.chart.label', { y: 'people', x: 'gender' }) }).waitFor();
      await looks(person, `chart-${kind}`);
    }

    await person.field('notebook.name').fill('Sex 性别');
    await person.button('common.save').click();
    await person.sees(t('notebook.saved', { title: 'Sex 性别' }));
    await page.getByRole('heading', { name: 'Sex 性别' }).waitFor();
    // its answer has stayed
    await inResult(person, 'female');

    // an edit is taken back in one step
    await person.field('notebook.name').fill('Other');
    await person.button('common.save').click();
    await page.getByRole('heading', { name: 'Other' }).waitFor();
    await person.button('common.undo').click();
    await page.getByRole('heading', { name: 'Sex 性别' }).waitFor();
    await inResult(person, 'female');

    if (whole) {
      await takesOut(person);
      await ends(person);
    }
    await person.button('common.back').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
    await looks(person, 'list');
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).click();
    await person.field('notebook.sql').waitFor();
    await person.goes('settings');
    await page.getByText(t('settings.dark'), { exact: true }).click();
    await person.button('common.back').click();
    await runs(person, COUNTING);
    await inResult(person, 'female');
    await page
      .getByRole('img', { name: t('notebook.chart.label', { y: 'people', x: 'gender' }) })
      .scrollIntoViewIfNeeded();
    await looks(person, 'dark');
    // half as wide, as at twice the size
    await page.setViewportSize({ width: 640, height: 700 });
    await page.evaluate(() => window.scrollTo(0, 0));
    await looks(person, 'narrow');
    expect(await overlaps(person)).toEqual([]);
    await page.setViewportSize({ width: 1024, height: 700 });
    await person.button('common.back').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
    const copy = t('notebook.copyTitle', { title: 'Sex 性别' });
    await page.getByRole('button', { name: `${t('notebook.duplicate')}: Sex 性别` }).click();
    await page.getByRole('button', { name: copy, exact: true }).click();
    await person.field('notebook.sql').waitFor();
    // what was saved of it
    expect(await written(person)).toBe(COUNTING);
    await person.button('common.back').click();
    await page.getByRole('button', { name: `${t('common.remove')}: ${copy}` }).click();
    await page.getByRole('button', { name: copy, exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `${t('common.remove')}: Sex 性别` }).click();
    await person.button('common.undo').click();
    await page.getByRole('button', { name: 'Sex 性别', exact: true }).waitFor();
    // nor did the editor do what the content security policy forbids
    expect(person.workstation.errors).toEqual([]);
  });

  it('takes a view of the clinic, and says where it is wrong', async () => {
    const { page, t, workstation } = person;
    await person.goes('analysis');
    await person.button('notebook.title').click();
    await person.button('notebook.new').click();
    await person.button('notebook.ownView').click();
    const good = await written(person, 'notebook.viewText');
    await writes(person, 'notebook.viewText', good.replace('"gender"\n', '"gender.("\n'));
    await person.sees(/select\[0\]\.column\[1\]\.path/);
    await person.sees(t('viewAdvice.syntax'));
    expect(await underlined(person)).toEqual(['gender.(']);
    await room.screenshot(workstation, `view-${locale}`);
    expect(await violations(person)).toEqual([]);
    await writes(person, 'notebook.viewText', good.replace('"gender"\n', '"gender",,\n'));
    await person.sees(
      t('notebook.jsonPlace', { line: good.split('\n').findIndex((line) => line.endsWith('"path": "gender"')) + 1 }),
    );
    await writes(person, 'notebook.viewText', good);
    await page.getByLabel(t('notebook.viewName'), { exact: true }).fill('ours');
    await person.button('notebook.keepView').click();
    await person.sees(t('notebook.viewKept', { name: 'ours' }));
    await runs(person, 'SELECT count(*) AS n FROM ours');
    await inResult(person, `${SAMPLE_PATIENTS}`);
    expect(workstation.errors).toEqual([]);
  });
});
