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
  room = await openRoom(join(RELEASE, 'screenshots', 'facts'));
});
afterAll(() => room?.close());

const WORDS = {
  en: {
    patient: 'Ada Whitlock',
    substance: 'Penicillin',
    reaction: 'Hives',
    problem: 'Essential hypertension',
    medicine: 'Amlodipine 5 mg',
    dosage: 'One tablet in the morning',
    reason: 'Of another patient',
  },
  'zh-CN': {
    patient: '温若兰',
    substance: '青霉素',
    reaction: '荨麻疹',
    problem: '原发性高血压',
    medicine: '氨氯地平 5 mg',
    dosage: '每日早晨 1 片',
    reason: '写错了患者',
  },
} as const satisfies Record<Locale, unknown>;

async function opened(locale: Locale, theme: 'light' | 'dark'): Promise<Person> {
  const name = WORDS[locale].patient;
  const before = (person: Person) => addPatient(person, name);
  const person = await openClinic(room, `facts-${locale}`, { locale, theme, before });
  await openPatient(person, name, name);
  return person;
}

/** All of it in Chinese; in English what is entered and shown, without what becomes of a line, which is the same. */
describe.each([
  ['en', 'light', false],
  ['zh-CN', 'dark', true],
] as const)('what is known of a patient, in %s, %s', (locale, theme, whole) => {
  it('is entered by the keyboard, shown in the banner, and taken back', async () => {
    const person = await opened(locale, theme);
    const { page, t, workstation } = person;
    const words = WORDS[locale];
    const banner = page.getByRole('region', { name: t('chart.banner'), exact: true });
    const section = (key: string) => page.getByRole('region', { name: t(key), exact: true });
    const dialog = page.getByRole('dialog');
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    const ready = () => dialog.locator('input:focus').waitFor();
    const closed = () => dialog.waitFor({ state: 'hidden' });
    await banner.getByText(t('chart.allergy.not-asked')).waitFor();
    await picture('empty');
    expect(await violations(person)).toEqual([]);

    // none known, and back
    await person.button('facts.answer.none-known').press('Enter');
    await banner.getByText(t('chart.allergy.none-known')).waitFor();
    await picture('none-known');
    await page.keyboard.press('Control+z');
    await banner.getByText(t('chart.allergy.not-asked')).waitFor();

    // what is missing is said at its field, Ctrl Enter saves, Esc closes
    await person.button('facts.add.AllergyIntolerance').press('Enter');
    await dialog.getByLabel(t('facts.reaction'), { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByText(t('facts.problem.needed')).waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await person.button('facts.add.AllergyIntolerance').press('Enter');
    await dialog.getByLabel(t('facts.reaction'), { exact: true }).waitFor();
    await ready();
    await page.keyboard.type(words.substance);
    await page.keyboard.press('Enter');
    await page.keyboard.type(words.reaction);
    await dialog.getByLabel(t('facts.severities.severe'), { exact: true }).check();
    await picture('allergy');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await closed();
    await banner.getByText(words.substance).waitFor();
    await picture('listed');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Control+z');
    await banner.getByText(t('chart.allergy.not-asked')).waitFor();

    await person.button('facts.add.Condition').press('Enter');
    await dialog.getByLabel(t('facts.onset')).waitFor();
    await ready();
    await page.keyboard.type('I10', { delay: 20 });
    await dialog.getByRole('option').filter({ hasText: 'I10' }).first().waitFor();
    await picture('problem-found');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Enter');
    await person.button('codes.remove').waitFor();
    await dialog.getByLabel(t('facts.onset')).fill('2999');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText(t('facts.problem.dateFuture')).waitFor();
    await picture('problem');
    await dialog.getByLabel(t('facts.onset')).fill('2019-4');
    await page.keyboard.press('Control+Enter');
    await closed();
    await section('chart.problems').getByText(words.problem).waitFor();

    await person.button('facts.add.MedicationStatement').press('Enter');
    await dialog.getByLabel(t('facts.dosage')).waitFor();
    await ready();
    await page.keyboard.type(words.medicine);
    await dialog.getByLabel(t('facts.dosage')).fill(words.dosage);
    await page.keyboard.press('Control+Enter');
    await closed();
    await section('chart.medications').getByText(words.medicine).waitFor();

    if (whole) {
      // edited, over, an error: each from the line's own menu
      const menu = async (what: string, item: string) => {
        await person.button('facts.more', { what }).press('Enter');
        await page.getByRole('menuitem', { name: item, exact: true }).waitFor();
      };
      await menu(words.medicine, t('facts.edit'));
      await page.waitForTimeout(200); // its coming into view
      await picture('menu');
      await page.getByRole('menuitem', { name: t('facts.edit'), exact: true }).press('Enter');
      await dialog.getByLabel(t('facts.dosage')).fill(`${words.dosage} 2`);
      await page.keyboard.press('Control+Enter');
      await closed();
      await section('chart.medications').getByText(`${words.dosage} 2`).waitFor();
      await menu(words.problem, t('facts.turn.over.Condition'));
      await page.getByRole('menuitem', { name: t('facts.turn.over.Condition'), exact: true }).press('Enter');
      await section('chart.problems').getByText(t('facts.noneNow')).waitFor();
      await page.getByRole('button', { name: t('common.undo'), exact: true }).click();
      await section('chart.problems').getByText(t('facts.noneNow')).waitFor({ state: 'detached' });
      await menu(words.medicine, t('record.action.error'));
      await page.getByRole('menuitem', { name: t('record.action.error'), exact: true }).press('Enter');
      await dialog.getByLabel(t('record.reason')).waitFor();
      await ready();
      await page.keyboard.type(words.reason);
      await picture('error');
      await page.keyboard.press('Control+Enter');
      await closed();
      await section('chart.medications').getByText(words.medicine).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: t('common.undo'), exact: true }).click();
      await section('chart.medications').getByText(words.medicine).waitFor();
    }

    await person.button('facts.answer.unknown').press('Enter');
    await banner.getByText(t('chart.allergy.unknown')).waitFor();
    await page.setViewportSize({ width: 1024, height: 700 });
    await picture('narrow');
    expect(await violations(person)).toEqual([]);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
