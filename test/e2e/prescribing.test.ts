import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';
import { openPatient } from './steps/patients.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'prescribing'));
});
afterAll(() => room?.close());

const WORDS = {
  en: {
    patient: 'Ada Whitlock',
    medicine: 'amlod',
    name: 'Amlodipine',
    product: 'tablet 5 mg',
    sig: '1 qd 30d po',
    words: '1 tablet by mouth, once a day, for 30 days',
    wrong: '1 od',
    allergy: 'Penicillin',
    reaction: 'Hives',
    against: 'Augmentin',
    told: '1 tab bid 5d',
    reason: 'Taken twice since without harm',
    stop: 'Swollen ankles',
    source: 'An invented label, 2026',
  },
  'zh-CN': {
    patient: '温若兰',
    medicine: 'aldp',
    name: '氨氯地平',
    product: '片剂 5 mg',
    sig: '1片 每日1次 30天 口服',
    words: '口服，每次 1 片，每日 1 次，共 30 天',
    wrong: '1 od',
    allergy: '青霉素',
    reaction: '荨麻疹',
    against: '安美汀',
    told: '1片 每日2次 5天',
    reason: '此后用过两次，无反应',
    stop: '踝部水肿',
    source: '虚构的说明书，2026 年',
  },
} as const satisfies Record<Locale, unknown>;

async function opened(locale: Locale, theme: 'light' | 'dark'): Promise<Person> {
  const name = WORDS[locale].patient;
  const before = (person: Person) => addPatient(person, name);
  const person = await openClinic(room, `prescribing-${locale}`, { locale, theme, before });
  await openPatient(person, name, name);
  return person;
}

/** All of it in English; in Chinese what is written and read, without rules for doses and what becomes of a prescription, which are the same. */
describe.each([
  ['en', 'light', true],
  ['zh-CN', 'dark', false],
] as const)('prescribing, in %s, %s', (locale, theme, whole) => {
  it('takes the keyboard alone, says what it understood, repeats by one press', async () => {
    const person = await opened(locale, theme);
    const { page, t, workstation } = person;
    const words = WORDS[locale];
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    const medication = page.getByRole('region', { name: t('chart.medications'), exact: true });
    const title = page.getByRole('heading', { name: t('rx.title'), exact: true });

    await page.keyboard.press('r');
    await title.waitFor();
    await picture('empty');
    expect(await violations(person)).toEqual([]);
    await person.button('rx.add').press('Enter');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(words.medicine);
    await page.getByRole('option').filter({ hasText: words.name }).first().waitFor();
    await page.keyboard.press('Enter');
    // chosen, also where the answer to the last letter was still on its way
    await page
      .locator('select')
      .and(page.getByLabel(t('rx.product'), { exact: true }))
      .waitFor();
    await page.keyboard.press('Enter');
    await person.field('rx.product').selectOption(words.product);
    await page.keyboard.press('Enter');
    await page.keyboard.type(words.wrong);
    await page.getByText(t('rx.sigProblem.unknown', { what: 'od' })).waitFor();
    await picture('not-understood');
    expect(await violations(person)).toEqual([]);
    await person.field('rx.sig').fill(words.sig);
    await page.getByText(words.words).waitFor();
    await picture('written');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await medication.getByText(`${words.name} ${words.product}`).waitFor();
    await picture('chart');

    // a repetition is shown before it holds, and takes the place of the old one
    await page.keyboard.press('r');
    await title.waitFor();
    await person.button('rx.repeat', { count: 1 }).press('Enter');
    await page.getByText(words.words).waitFor();
    await picture('repeated');
    await page.keyboard.press('Control+Enter');
    await medication.getByText(`${words.name} ${words.product}`).waitFor();
    expect(await medication.getByText(`${words.name} ${words.product}`).count()).toBe(1);

    // an allergy speaks against it: a reason is needed, and stays in the chart
    const patient = await person.asks<{ hits: { id: string }[] }>('patient.search', { text: words.patient });
    const { id } = patient.hits[0] ?? { id: '' };
    await person.asks('allergy.save', {
      patient: id,
      substance: words.allergy,
      reaction: words.reaction,
      criticality: 'high',
    });
    await page.keyboard.press('r');
    await title.waitFor();
    await person.button('rx.add').press('Enter');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(words.against);
    await page.getByRole('alert').getByText(words.reaction).waitFor();
    await person.field('rx.sig').fill(words.told);
    await page.keyboard.press('Control+Enter');
    await page.getByText(t('rx.reasonNeeded')).waitFor();
    await picture('warned');
    expect(await violations(person)).toEqual([]);
    await person.field('rx.reason').fill(words.reason);
    await page.keyboard.press('Control+Enter');
    await medication.getByText(words.reason).waitFor();
    await picture('overridden');
    expect(await violations(person)).toEqual([]);

    if (whole) {
      // a rule of the clinic for doses: entered with its source, and what is above it is warned of
      await person.goes('settings');
      await person.button('doseRules.new').press('Enter');
      const rule = page.getByRole('dialog');
      await rule.getByLabel(t('doseRules.medicine'), { exact: true }).fill(words.name);
      await page.getByRole('option').filter({ hasText: words.name }).first().waitFor();
      await page.keyboard.press('Enter');
      await rule.getByLabel(t('doseRules.daily'), { exact: true }).fill('5');
      await page.keyboard.press('Control+Enter');
      await rule.getByText(t('create.required')).waitFor();
      await rule.getByLabel(t('doseRules.source')).fill(words.source);
      await picture('rule');
      expect(await violations(person)).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await page
        .getByRole('list', { name: t('doseRules.title') })
        .getByText(words.source)
        .waitFor();
      // edited, with what it said before
      const rules = page.getByRole('list', { name: t('doseRules.title') });
      await rules.getByRole('button', { name: `${t('facts.edit')}${t('facts.colon')}${words.name}` }).click();
      await rule.getByLabel(t('doseRules.single'), { exact: true }).fill('5');
      await page.keyboard.press('Control+Enter');
      await rule.waitFor({ state: 'hidden' });
      await rules.getByRole('button', { name: `${t('doseRules.history')}${t('facts.colon')}${words.name}` }).click();
      await rules
        .getByRole('list', { name: t('doseRules.history') })
        .getByText(words.source)
        .waitFor();
      await rules.scrollIntoViewIfNeeded();
      await picture('rules');
      expect(await violations(person)).toEqual([]);
      await openPatient(person, words.patient, words.patient);
      await page.keyboard.press('r');
      await title.waitFor();
      await person.button('rx.repeat', { count: 2 }).press('Enter');
      await person.button('rx.edit', { what: words.name }).press('Enter');
      await person.field('rx.sig').fill('2 qd');
      await page.getByText(words.source).first().waitFor();
      await picture('over-a-rule');
      expect(await violations(person)).toEqual([]);
      // of the prescription: a late answer has one, too
      const form = page.getByRole('form', { name: t('rx.title'), exact: true });
      await form.getByRole('button', { name: t('common.cancel'), exact: true }).click();
      await medication.waitFor();

      // one is stopped, and that is taken back
      const what = `${words.name} ${words.product}`;
      await person.button('rx.more', { what }).press('Enter');
      await page.getByRole('menuitem', { name: t('rx.stop'), exact: true }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('record.reason')).fill(words.stop);
      await page.keyboard.press('Control+Enter');
      await medication.getByText(what).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: t('common.undo'), exact: true }).click();
      await medication.getByText(what).waitFor();

      // changed: another takes its place; a favourite is one press
      await person.button('rx.more', { what }).press('Enter');
      await page.getByRole('menuitem', { name: t('rx.change'), exact: true }).press('Enter');
      await title.waitFor();
      await page.getByText(words.words).waitFor();
      await picture('changing');
      expect(await violations(person)).toEqual([]);
      await person.button('rx.remove', { what: words.name }).press('Enter');
      await page
        .getByRole('list', { name: t('rx.favourites') })
        .getByRole('button')
        .filter({ hasText: what })
        .press('Enter');
      await page.getByText(t('rx.warning.duplicate.ingredient', { subject: what })).waitFor();
      await picture('favourite');
    } else {
      await page.keyboard.press('r');
      await title.waitFor();
    }

    await page.setViewportSize({ width: 1024, height: 700 });
    await picture('narrow');
    expect(await violations(person)).toEqual([]);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
