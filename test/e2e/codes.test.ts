import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { PatientChart } from '../../shared/bridge/records.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

let room: Room;
const folder = mkdtempSync(join(tmpdir(), 'xinglin-codes-'));
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'codes'));
});
afterAll(async () => {
  await room?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All of it in Chinese; in English what is found and shown, without what the keys do with it, which is the same. */
describe.each([
  ['zh-CN', true],
  ['en', false],
] as const)('diagnoses by code and name in %s', (locale, whole) => {
  it('are chosen by the keyboard in a visit; a list of the clinic’s own comes in and goes out again', async () => {
    let id = '';
    const before = async (person: Person) => {
      id = await addPatient(person, 'Ada Whitlock');
    };
    const person = await openClinic(room, `codes-${locale}`, { locale, before });
    const { page, t, workstation } = person;
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);

    await person.goes('settings');
    await person.sees(t('codes.listsNone'));
    const file = join(folder, 'National.csv');
    writeFileSync(file, '编码,名称,英文名称\nI10.x00x002,高血压病1级,Hypertension grade 1\n,无编码,\n');
    await person.answersDialogs({ open: [file] });
    await person.button('codes.bring').click();
    await person.sees(t('codes.left', { number: 1 }));
    await page.getByRole('list', { name: t('codes.lists') }).scrollIntoViewIfNeeded();
    await picture('settings');
    expect(await violations(person)).toEqual([]);
    await person.button('codes.removeList', { title: 'National' }).click();
    await person.sees(t('codes.listsNone'));
    await person.button('codes.undo').click();
    await page
      .getByRole('list', { name: t('codes.lists') })
      .getByText('National')
      .waitFor();

    await person.goes('patients');
    await page.getByRole('option').filter({ hasText: 'Ada Whitlock' }).click();
    await person.button('chart.newVisit').click();
    const field = page.getByRole('combobox', { name: t('visit.diagnosis'), exact: true });
    const options = page.getByRole('listbox', { name: t('codes.found') }).getByRole('option');
    await field.pressSequentially('gxy', { delay: 20 });
    await options.filter({ hasText: 'I10.x00x002' }).waitFor();
    // what was found for fewer letters may still stand there
    await expect.poll(() => options.first().textContent()).toContain('I10');
    await picture('found');
    expect(await violations(person)).toEqual([]);
    await page.keyboard.press('Escape');
    await options.first().waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe('gxy');
    await page.keyboard.press('ArrowDown');
    await options.first().waitFor();
    await page.keyboard.press('Enter');
    const term = locale === 'en' ? 'Essential hypertension' : '原发性高血压';
    await page.waitForFunction((value) => (document.activeElement as HTMLInputElement).value === value, term);
    await picture('chosen');

    if (whole) {
      // told more closely it keeps its code, in other words it has none
      await page.keyboard.type(' II');
      await person.button('codes.remove').waitFor();
      await field.fill('Tired');
      await page.keyboard.press('Escape');
      await person.sees(t('codes.free'));
      await field.fill('I10');
      await options.filter({ hasText: 'I10' }).first().waitFor();
      await page.keyboard.press('Escape');
      await person.button('visit.save').click();
      await person.sees(t('visit.codeNeedsText'));
      await field.fill('');
      // Enter before the answer was there takes the best hit all the same
      await page.keyboard.type('J06.9');
      await page.keyboard.press('Enter');
      await person.button('codes.remove').waitFor();
    }

    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: t('chart.problems') }).waitFor();
    const chart = await person.asks<PatientChart>('patient.chart', { id });
    expect(chart.problems.map(({ code }) => code?.split('|').at(-1))).toEqual([whole ? 'J06.9' : 'I10']);

    // and the list of patients is filtered by any code, found in the same ways
    await person.goes('patients');
    const filter = page.locator('input').and(page.getByLabel(t('patients.filter.diagnosis'), { exact: true }));
    const patients = page.getByRole('option').filter({ hasText: 'Ada Whitlock' });
    await patients.first().waitFor();
    await filter.pressSequentially('gxy', { delay: 20 });
    await page.getByRole('option').filter({ hasText: 'I10.x00x002' }).waitFor();
    await picture('filter-found');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      await page.getByRole('option').filter({ hasText: 'I10.x00x002' }).click();
      await patients.first().waitFor({ state: 'detached' });
      await filter.fill('J06');
      await page.getByRole('option').filter({ hasText: 'J06.9' }).first().waitFor();
      // what was chosen before may stand above it
      const marked = page.locator('[role=option][data-combobox-selected]').filter({ hasText: 'J06.9' });
      for (let step = 0; step < 5 && (await marked.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
      await marked.waitFor();
      await page.keyboard.press('Enter');
      await patients.first().waitFor();
      await picture('filtered');
      expect(await violations(person)).toEqual([]);
    }

    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
