/** How much a follow-up visit costs: key presses and clicks, without what is typed (issue: at most 25). */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { PatientChart } from '../../shared/bridge/records.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { handsOn } from './hands.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

const MOST = 25;
const WORDS = {
  en: { patient: 'Ada Whitlock', reason: 'Check of blood pressure', find: 'essential hyp', medicine: 'Amlodipine' },
  'zh-CN': { patient: '温若兰', reason: '复查血压', find: 'yfxgxy', medicine: '氨氯地平' },
} as const satisfies Record<Locale, unknown>;

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'presses'));
});
afterAll(() => room?.close());

/** A clinic in which somebody waits who was treated before. */
async function opened(locale: Locale): Promise<Person & { patient: string }> {
  const { patient: name, reason, medicine } = WORDS[locale];
  let patient = '';
  const before = async (person: Person) => {
    patient = await addPatient(person, name);
    const dose = { dose: { value: '1', unit: 'tablet' }, frequency: { kind: 'per-day', times: 1 }, days: 28 };
    await person.asks('visit.record', {
      patient,
      vitals: { systolic: 152, diastolic: 94 },
      prescriptions: [{ medicine: { text: medicine }, product: '5 mg', ...dose }],
    });
    await person.asks('appointment.arrive', { patient, reason });
  };
  const person = await openClinic(room, `presses-${locale}`, { locale, before });
  return { ...person, patient };
}

describe.each(['zh-CN', 'en'] as const)('a follow-up visit in %s', (locale) => {
  it(`with blood pressure, diagnosis and repeat prescription takes at most ${MOST} presses and clicks`, async () => {
    const { page, t, asks, patient, workstation, field } = await opened(locale);
    const words = WORDS[locale];
    const hands = handsOn(page);
    const see = page.getByRole('button', { name: `${t('today.see')}: ${words.patient}`, exact: true });
    await hands.click(see);
    await expect.poll(() => field('visit.systolic').evaluate((node) => node === document.activeElement)).toBe(true);
    await hands.type('128');
    await hands.press('Enter');
    await hands.type('82');
    await hands.press('Alt+d');
    const diagnosis = page.getByRole('combobox', { name: t('visit.diagnosis'), exact: true });
    await expect.poll(() => diagnosis.evaluate((node) => node === document.activeElement)).toBe(true);
    await hands.type(words.find);
    await page
      .getByRole('listbox', { name: t('codes.found') })
      .getByRole('option')
      .filter({ hasText: 'I10' })
      .first()
      .waitFor();
    await hands.press('Enter');
    await page.getByRole('button', { name: t('codes.remove') }).waitFor();
    await page.getByRole('button', { name: t('rx.repeat', { count: 1 }) }).waitFor();
    await hands.press('Alt+r');
    await hands.press('Enter');
    await page
      .getByRole('list', { name: t('rx.list') })
      .getByText(words.medicine)
      .waitFor();
    await room.screenshot(workstation, `written-${locale}`);
    await hands.press('Control+Enter');
    await page.getByText(t('visit.saved')).waitFor();
    expect(hands.count()).toBeLessThanOrEqual(MOST);
    // what the patient takes along is one press away
    await page.getByRole('button', { name: t('print.action.prescription'), exact: true }).click();
    await page.getByRole('dialog').locator('[data-page]').first().waitFor();
    await room.screenshot(workstation, `printed-${locale}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const { timeline, medications } = await asks<PatientChart>('patient.chart', { id: patient });
    expect(timeline[0]?.encounter.text).toBe(words.reason);
    const items = timeline[0]?.items.map(({ type, detail, code }) => [type, code?.split('|')[1] ?? '', detail ?? '']);
    expect(items).toEqual(
      expect.arrayContaining([
        ['Observation', '85354-9', '128/82 mmHg'],
        expect.arrayContaining(['Condition', 'I10']),
        expect.arrayContaining(['MedicationRequest']),
      ]),
    );
    // the one of before is over
    expect(medications).toHaveLength(1);
    console.log(`a follow-up visit in ${locale}: ${hands.count()} presses and clicks`);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
