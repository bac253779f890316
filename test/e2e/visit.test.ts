import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { PatientChart } from '../../shared/bridge/records.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';
import { openPatient } from './steps/patients.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'visit'));
});
afterAll(() => room?.close());

const WORDS = {
  en: {
    patient: 'Ada Whitlock',
    reason: 'Check of blood pressure',
    found: 'Throat clear',
    tired: 'Tired',
    cold: 'Advice: cold',
  },
  'zh-CN': { patient: '温若兰', reason: '复查血压', found: '咽部无充血', tired: '乏力', cold: '医嘱：感冒' },
} as const satisfies Record<Locale, unknown>;

async function opened(locale: Locale, theme: 'light' | 'dark'): Promise<Person & { patient: string }> {
  const { patient: name, reason } = WORDS[locale];
  let patient = '';
  const before = async (person: Person) => {
    patient = await addPatient(person, name);
    const lasting = [{ text: 'Essential hypertension', code: 'I10', lasting: true }];
    const vitals = { systolic: 152, diastolic: 94, height: '164' };
    await person.asks('visit.record', { patient, vitals, complaint: 'x', diagnoses: lasting });
    await person.asks('appointment.arrive', { patient, reason });
  };
  const person = await openClinic(room, `visit-${locale}`, { locale, theme, before });
  return { ...person, patient };
}

/** All of it in Chinese; in English all but the paper, which the test of paper sees in both. */
describe.each([
  ['en', 'light', false],
  ['zh-CN', 'dark', true],
] as const)('a visit, in %s, %s', (locale, theme, whole) => {
  it('is written by the keyboard: measured, examined, diagnosed, with a text of the clinic', async () => {
    const person = await opened(locale, theme);
    const { page, t, patient, workstation } = person;
    const words = WORDS[locale];
    const press = (keys: string) => page.keyboard.press(keys);
    const type = (text: string) => page.keyboard.type(text, { delay: 5 });
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);

    // the clinic takes the texts that ship
    await person.goes('settings');
    await person.button('templates.takeExamples').click();
    await page
      .getByRole('list', { name: t('templates.title') })
      .getByText(words.cold)
      .waitFor();
    await page.getByRole('list', { name: t('templates.title') }).scrollIntoViewIfNeeded();
    await picture('templates');
    expect(await violations(person)).toEqual([]);

    // the nurse measures before the doctor sees the patient
    await openPatient(person, words.patient, words.patient);
    await press('m');
    await person.field('visit.systolic').waitFor();
    await type('128');
    await press('Enter');
    await type('82');
    for (let n = 0; n < 5; n += 1) await press('Enter');
    await type('70.5');
    await page.getByText('26.2').waitFor(); // kg/m², with the height of before
    await person.field('vitals.temperature').fill('365');
    await person.sees(t('vitals.impossible'));
    await picture('measured');
    expect(await violations(person)).toEqual([]);
    await person.field('vitals.temperature').fill('36.5');
    await press('Control+Enter');
    await person.sees(t('vitals.saved'));

    await person.goes('today');
    await page.getByRole('button', { name: `${t('today.see')}: ${words.patient}`, exact: true }).click();
    await person.field('visit.complaint').waitFor();
    expect(await person.field('visit.complaint').inputValue()).toBe(words.reason);
    // what was measured today stands there
    await page
      .getByText(/(128|70\.5)/)
      .first()
      .waitFor();
    expect(await person.field('visit.systolic').evaluate((node) => node === document.activeElement)).toBe(true);

    await press('Alt+e');
    await type(words.found);
    await press('Alt+d');
    await type(words.tired);
    await press('Tab');
    await page
      .getByRole('list', { name: t('visit.offered') })
      .getByRole('button')
      .first()
      .click();
    await page.getByRole('button', { name: t('visit.makePrincipal', { text: 'Essential hypertension' }) }).click();
    await picture('written');
    await press('Alt+t');
    const dialog = page.getByRole('dialog', { name: t('templates.insert') });
    await dialog.getByRole('option').first().waitFor();
    await picture('template');
    expect(await violations(person)).toEqual([]);
    await type(words.cold);
    await press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => person.field('visit.note').inputValue()).toBe(t('templates.examples.cold.text'));
    await expect.poll(() => person.field('visit.note').evaluate((node) => node === document.activeElement)).toBe(true);
    await picture('note');
    await press('Alt+o');
    await type('4548-4');
    await page
      .getByRole('listbox', { name: t('codes.found') })
      .getByRole('option')
      .first()
      .waitFor();
    await press('Enter');
    await page
      .getByRole('list', { name: t('orders.chosen') })
      .getByText('4548-4')
      .waitFor();
    await press('Alt+u');
    await type('2');
    await page.getByText(t('visit.followUp'), { exact: true }).first().scrollIntoViewIfNeeded();
    await picture('follow-up');
    expect(await violations(person)).toEqual([]);
    // saved, read as a whole, and signed as it stands there
    await press('Control+Shift+Enter');
    const sheet = page.getByRole('list', { name: t('sheet.title') });
    await sheet.getByText(words.found).waitFor();
    await sheet.getByText(t('templates.examples.cold.text')).waitFor();
    await picture('sheet');
    expect(await violations(person)).toEqual([]);
    // printed before it is signed, and right after
    const paper = page.getByRole('dialog', { name: t('print.title.visit') });
    if (whole) {
      await person.button('print.menu').click();
      await page.getByRole('menuitem', { name: t('print.action.visit'), exact: true }).click();
      await paper.locator('[data-page]').first().getByText(words.found).waitFor();
      await page.keyboard.press('Escape');
      await paper.waitFor({ state: 'hidden' });
    }

    await person.button('sheet.sign').focus();
    await press('Control+Enter');
    await person.sees(t('sheet.done'));
    await picture('signed-told');
    if (whole) {
      await person.button('print.action.visit').click();
      await paper.locator('[data-page]').first().getByText(words.found).waitFor();
      await page.keyboard.press('Escape');
      await paper.waitFor({ state: 'hidden' });
    }

    await openPatient(person, words.patient, words.patient);
    await page.getByText(t('record.signed'), { exact: true }).first().waitFor();
    await picture('signed');
    await page.getByRole('button', { name: `${t('sheet.open')}: ${words.reason}` }).click();
    await sheet.getByText(words.found).waitFor();
    expect(await person.button('sheet.sign').count()).toBe(0);
    await picture('signed-sheet');
    expect(await violations(person)).toEqual([]);

    const chart = await person.asks<PatientChart>('patient.chart', { id: patient });
    const [visit] = chart.timeline;
    expect(visit?.encounter.text).toBe(words.reason);
    expect(visit?.items.map(({ type: of, text }) => `${of} ${text}`)).toEqual(
      expect.arrayContaining([
        'Condition Essential hypertension',
        `Condition ${words.tired}`,
        `DocumentReference ${locale === 'en' ? 'Findings' : '查体'}`,
        `DocumentReference ${locale === 'en' ? 'Progress note' : '病程记录'}`,
      ]),
    );
    const { items } = await person.asks<{ items: { kind: string; due: string }[] }>('task.list', { patient });
    const { today } = await person.asks<{ today: string }>('appointment.day', {});
    expect(items.map(({ kind, due }) => [kind, (Date.parse(due) - Date.parse(today)) / 86_400_000])).toEqual([
      ['follow-up', 14],
    ]);
    expect((await person.asks<{ waiting: unknown[] }>('result.chart', { patient })).waiting).toHaveLength(1);
    expect(chart.problems.map(({ text }) => text).sort()).toEqual(['Essential hypertension', words.tired].sort());
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
