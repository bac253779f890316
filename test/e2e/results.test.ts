/** Tests from the order to the doctor's eye: ranges in the settings, an order on the chart, its result, and who has looked at it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'results'));
});
afterAll(() => room?.close());

const WORDS = {
  'zh-CN': {
    name: '温若兰',
    lab: '县医院检验科',
    cbc: '血常规',
    hb: '血红蛋白',
    negative: '阴性',
    protein: '尿蛋白定性',
    told: '已电话告知',
    again: '复查血常规',
  },
  en: {
    name: 'Ada Whitlock',
    lab: 'County Hospital',
    cbc: 'Full blood count',
    hb: 'Haemoglobin',
    negative: 'negative',
    protein: 'Urine protein',
    told: 'Told by phone',
    again: 'Blood count again',
  },
} as const;

async function opened(locale: Locale): Promise<{ person: Person; id: string }> {
  let id = '';
  const before = async (person: Person) => {
    id = await addPatient(person, WORDS[locale].name);
  };
  const person = await openClinic(room, `results-${locale}`, { locale, before });
  return { person, id };
}

/** A table of the laboratory: what it would do is shown before it is done, and all of it is taken back at once. */
async function importsRanges(person: Person, lab: string, picture: (what: string) => Promise<unknown>): Promise<void> {
  const { page, t } = person;
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-ranges-'));
  const template = join(folder, 'example.csv');
  const file = join(folder, 'ranges.csv');
  writeFileSync(
    file,
    'test,code,unit,low,high,sex,from age,to age\n,718-7,g/L,115,151,female,18\n,718-7,g/L,130,a,male,18\n,2951-2,mmol/L,135,145\nOwn test,,g/l,1,2,,18,59\n',
  );
  await person.answersDialogs({ open: [file], save: template });
  await page.getByRole('button', { name: t('ranges.import.open'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('ranges.import.title') });
  await dialog.getByRole('button', { name: t('ranges.import.template'), exact: true }).click();
  await expect.poll(() => existsSync(template)).toBe(true);
  await dialog.getByLabel(t('ranges.laboratory'), { exact: true }).fill(lab);
  await page.keyboard.press('Tab');
  await dialog.getByLabel(t('ranges.since'), { exact: true }).fill('2020-01-01');
  await picture('ranges-columns');
  expect(await violations(person)).toEqual([]);
  await dialog.getByRole('button', { name: t('ranges.import.choose'), exact: true }).click();
  const preview = dialog.getByRole('region', { name: t('ranges.import.preview') });
  await preview.getByText(t('ranges.problem.number')).waitFor();
  await preview.getByText(t('ranges.import.state.changed'), { exact: true }).waitFor();
  await preview.getByText(t('ranges.import.words')).waitFor();
  await preview.getByText(t('ranges.toAge', { age: `60 ${t('ranges.a')}` })).waitFor();
  await picture('ranges-preview');
  expect(await violations(person)).toEqual([]);
  expect(await person.asks<unknown[]>('range.list', {})).toHaveLength(1);
  await dialog.getByRole('button', { name: t('ranges.import.save', { count: 3 }), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('115–151').waitFor();
  expect(await person.asks<unknown[]>('range.list', {})).toHaveLength(3);
  await page.keyboard.press('Control+z');
  await page.getByText('115–150').waitFor();
  await expect.poll(async () => (await person.asks<unknown[]>('range.list', {})).length).toBe(1);
  rmSync(folder, { recursive: true });
}

/** All of it in Chinese; in English the way of one result, without tables of ranges, other units and steps back, which are the same. */
describe.each([
  ['zh-CN', true],
  ['en', false],
] as const)('tests and results in %s', (locale, whole) => {
  it('go from the order to the doctor who looks at the result', async () => {
    const { person, id } = await opened(locale);
    const { page, t, workstation } = person;
    const { name, lab, cbc, hb, negative, protein, told, again } = WORDS[locale];
    const picture = (what: string) => room.screenshot(workstation, `${what}-${locale}`);
    const clean = async () => expect(await violations(person)).toEqual([]);

    // nothing yet: every list says what belongs there
    await person.goes('results');
    await person.sees(t('results.empty.unseen'));
    await picture('empty');
    await clean();

    // the laboratory's range
    await person.goes('settings');
    await page.getByRole('button', { name: t('ranges.add'), exact: true }).click();
    const rangeForm = page.getByRole('dialog', { name: t('ranges.add') });
    await rangeForm.getByLabel(t('ranges.test'), { exact: true }).fill('718-7');
    await rangeForm.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await rangeForm.getByRole('button', { name: t('common.save') }).click();
    await rangeForm.getByText(t('ranges.problem.ends')).waitFor();
    await rangeForm.getByLabel(t('ranges.low'), { exact: true }).fill('115');
    await rangeForm.getByLabel(t('ranges.high'), { exact: true }).fill('150');
    await rangeForm.getByLabel(t('ranges.sex'), { exact: true }).selectOption('female');
    await rangeForm.getByLabel(t('ranges.from'), { exact: true }).fill('18');
    await rangeForm.getByLabel(t('ranges.laboratory'), { exact: true }).fill(lab);
    await rangeForm.getByLabel(t('ranges.since'), { exact: true }).fill('2020-01-01');
    await picture('range');
    await page.keyboard.press('Control+Enter');
    await rangeForm.waitFor({ state: 'hidden' });
    await page.getByRole('rowheader', { name: hb }).waitFor();
    await page.getByRole('region', { name: t('ranges.title') }).scrollIntoViewIfNeeded();
    await picture('ranges');
    await clean();
    if (whole) await importsRanges(person, lab, picture);

    // an order, by initials or a word, on the chart
    await person.goes('patients');
    await page.getByRole('option').filter({ hasText: name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.keyboard.press('o');
    const order = page.getByRole('dialog', { name: t('orders.title') });
    await order.getByLabel(t('orders.find')).pressSequentially(locale === 'en' ? 'full blood' : 'xcg', { delay: 20 });
    await order.getByRole('option').filter({ hasText: '58410-2' }).waitFor();
    await page.keyboard.press('Enter');
    await order
      .getByRole('list', { name: t('orders.chosen') })
      .getByText(cbc)
      .waitFor();
    await picture('order');
    await clean();
    await page.keyboard.press('Control+Enter');
    await order.waitFor({ state: 'hidden' });
    await page
      .getByRole('list', { name: t('orders.waiting') })
      .getByText(cbc)
      .waitFor();
    await picture('chart-waiting');

    // its result: Enter goes from value to value, and the range speaks while one types
    await person.goes('results');
    await page.getByRole('tab', { name: t('results.tabs.waiting') }).click();
    await page
      .getByRole('region', { name: t('results.tabs.waiting') })
      .getByText(cbc)
      .waitFor();
    await picture('waiting');
    await clean();
    await page.getByRole('button', { name: t('results.enterOf', { what: cbc, name }) }).click();
    const entry = page.getByRole('dialog', { name: t('results.enterFor', { name }) });
    const value = (what: string) => entry.getByLabel(t('results.valueOf', { what }), { exact: true });
    if (whole) {
      await value(hb).fill('9.8');
      const unit = entry.getByLabel(t('results.unitOf', { what: hb }), { exact: true });
      await unit.selectOption('g/dL');
      // in another unit of its kind: shown in the laboratory's too, and judged by its range
      await entry.getByText(t('results.also', { value: '98', unit: 'g/L' })).waitFor();
      await entry.getByText(t('flag.low'), { exact: true }).waitFor();
      await picture('another-unit');
      await unit.selectOption('g/L');
    }

    await value(hb).fill('98');
    await entry.getByText('115–150').waitFor();
    await entry.getByText(t('flag.low'), { exact: true }).waitFor();
    const second = locale === 'en' ? 'Platelets' : '血小板计数';
    await value(second).fill('210');
    await picture('entry');
    await clean();
    await page.keyboard.press('Control+Enter');
    await entry.waitFor({ state: 'hidden' });
    await person.sees(t('results.empty.waiting'));

    // and one without an order, in words
    await page.keyboard.press('e');
    const who = page.getByRole('dialog', { name: t('results.enter') });
    await who.getByRole('option').filter({ hasText: name }).waitFor();
    await who.getByRole('combobox').press('Enter');
    await entry.getByLabel(t('results.report')).pressSequentially('2887-8', { delay: 20 });
    await entry.getByRole('option').filter({ hasText: '2887-8' }).waitFor();
    await page.keyboard.press('Enter');
    await value(protein).fill(negative);
    await entry.getByLabel(t('results.standsOutOf', { what: protein })).waitFor();
    await page.keyboard.press('Control+Enter');
    await entry.waitFor({ state: 'hidden' });

    // the first page of the day says so, and leads there
    await person.goes('today');
    const alerts = page.getByRole('region', { name: t('alerts.title') });
    await alerts.getByText(t('alerts.unseenOf', { name, what: cbc })).waitFor();
    await picture('alert');
    await clean();
    await alerts.getByRole('button', { name: t('alerts.toResults') }).click();

    // what stands out is first; one press, taken back, several at once with a note and what follows
    await page.getByRole('tab', { name: t('results.tabs.unseen') }).click();
    const unseen = page.getByRole('region', { name: t('results.tabs.unseen') });
    await unseen.getByText(protein).first().waitFor();
    expect(await unseen.getByRole('listitem').first().textContent()).toContain(hb);
    await picture('unseen');
    await clean();
    if (whole) {
      await page.getByRole('button', { name: t('results.acknowledgeOf', { what: cbc, name }) }).click();
      await expect.poll(() => unseen.getByRole('listitem').count()).toBe(1);
      await page.keyboard.press('Control+z');
      await expect.poll(() => unseen.getByRole('listitem').count()).toBe(2);
      await page.getByRole('button', { name: t('results.detailsOf', { what: cbc, name }) }).click();
      await unseen.getByText('115–150').waitFor();
      await picture('details');
    }

    await page.getByLabel(t('results.all'), { exact: true }).check();
    await page.getByRole('button', { name: t('results.withNote'), exact: true }).click();
    const note = page.getByRole('dialog', { name: t('results.withNote') });
    await note.getByLabel(t('results.note'), { exact: true }).fill(told);
    await note.getByLabel(t('results.follow'), { exact: true }).fill(again);
    await picture('note');
    await page.keyboard.press('Control+Enter');
    await person.sees(t('results.empty.unseen'));
    await page.getByRole('tab', { name: t('results.tabs.seen') }).click();
    await page
      .getByRole('region', { name: t('results.tabs.seen') })
      .getByText(new RegExp(told))
      .first()
      .waitFor();
    await picture('seen');
    await clean();

    // on the chart with arrow, word, range and source; and what follows is due
    await person.goes('patients');
    await page.getByRole('option').filter({ hasText: name }).click();
    await page
      .getByRole('list', { name: t('results.title') })
      .getByText(t('flag.low'), { exact: true })
      .waitFor();
    await page.getByText(again).first().waitFor();
    await picture('chart');
    await clean();
    const { results } = await person.asks<{ results: { lines: { text: string; flag?: string }[]; source?: string }[] }>(
      'result.chart',
      { patient: id },
    );
    expect(results.flatMap(({ lines }) => lines).find(({ text }) => text === hb)?.flag).toBe('low');
    expect(results.map(({ source }) => source)).toEqual([lab, lab]);

    await person.goes('results');
    await page.setViewportSize({ width: 1024, height: 700 });
    await picture('narrow');
  });
});
