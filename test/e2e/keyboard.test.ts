import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { openRoom, type Room } from './harness.ts';
import { wrongInBothThemes } from './looks.ts';
import type { Person } from './person.ts';
import { openClinic } from './steps/clinic.ts';

/** What a patient and a visit are made of here; invented. */
const PATIENT = { name: '慕容晚晴', birthDate: '1985-04-12', phone: '13800001234' };
const VISIT = { complaint: '头晕两天', systolic: '128', diastolic: '82', diagnosis: '原发性高血压', code: 'I10' };

let room: Room;
let person: Person;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'keyboard'));
  person = await openClinic(room, 'owner', { locale: 'zh-CN' });
}, 120_000);
afterAll(() => room?.close());

/** From here on nothing is clicked. */
const press = (keys: string) => person.page.keyboard.press(keys);
const type = (text: string) => person.page.keyboard.type(text, { delay: 5 });
const field = (key: string) => person.page.getByRole('textbox', { name: new RegExp(`^${person.t(key)}`) });
const heading = (name: string) => person.page.getByRole('heading', { name }).first();
const closed = () => person.page.getByRole('dialog').waitFor({ state: 'hidden' });

/** As an input method does it: all at once. */
const insert = (text: string) => person.page.keyboard.insertText(text);

/** Gives a command by the palette. */
async function command(text: string, put = type): Promise<void> {
  await press('Control+k');
  await person.page.getByRole('dialog').getByRole('combobox').waitFor();
  await put(`>${text}`);
  await person.page.getByRole('dialog').getByRole('option').first().waitFor();
  await press('Enter');
  await closed();
}

describe('the keyboard alone', () => {
  it('registers a patient: palette by pinyin initials, Enter through the fields, Enter saves', async () => {
    const { page, t } = person;
    await command('djhz');
    await heading(t('patient.register')).waitFor();
    const inName = () => field('patient.name').evaluate((node) => node === document.activeElement);
    await expect.poll(inName).toBe(true);
    await type(PATIENT.name);
    // what the input method takes over is not the form's
    await page.evaluate(() => {
      const composed = { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', composed));
    });
    expect(await inName()).toBe(true);
    await press('Enter'); // family name
    await press('Enter'); // given name
    await press('Enter'); // sex
    await press('Space');
    await press('Enter'); // birth date
    await type(PATIENT.birthDate);
    await press('Enter'); // phone
    await type(PATIENT.phone);
    await room.screenshot(person.workstation, 'register');
    for (let step = 0; step < 20 && (await heading(t('patient.register')).isVisible()); step += 1) {
      await press('Enter');
      await page.waitForTimeout(60);
    }
    await page.getByRole('heading', { level: 1, name: PATIENT.name }).waitFor();
    const { hits } = await person.asks<{ hits: { name: string; phone?: string; birthDate?: string }[] }>(
      'patient.search',
      { text: '', limit: 5 },
    );
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject(PATIENT);
  });

  it('records a visit: V opens it, Enter goes on, Ctrl Enter saves once', async () => {
    const { page, t } = person;
    await press('v');
    await field('visit.complaint').waitFor();
    await type(VISIT.complaint);
    await press('Enter');
    expect(await field('visit.complaint').inputValue()).toBe(`${VISIT.complaint}\n`);
    await press('Tab');
    for (const value of [VISIT.systolic, VISIT.diastolic]) {
      await type(value);
      await press('Enter');
    }
    expect(await field('visit.systolic').inputValue()).toBe(VISIT.systolic);
    expect(await field('visit.diastolic').inputValue()).toBe(VISIT.diastolic);
    await press('Control+Enter');
    await person.sees(t('visit.saved'));
    await page.getByRole('heading', { level: 1, name: PATIENT.name }).waitFor();
    const { hits } = await person.asks<{ hits: { id: string }[] }>('patient.search', { text: '', limit: 5 });
    const chart = await person.asks<{ timeline: unknown[] }>('patient.chart', { id: hits[0]?.id ?? '' });
    expect(chart.timeline).toHaveLength(1);
  });

  it('finds a patient by initials and a command beside, goes to places and back', async () => {
    const { page, t } = person;
    await command('tb');
    await page.getByRole('heading', { level: 1, name: t('sync.title') }).waitFor();
    // Tab goes on in the page
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await press('Control+k');
    await page.getByRole('combobox').waitFor();
    await type('mrwq');
    await page.getByRole('dialog').getByRole('option').filter({ hasText: PATIENT.name }).waitFor();
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: PATIENT.name }).waitFor();
    await closed();
    await press('Alt+ArrowLeft');
    await page.getByRole('heading', { level: 1, name: t('sync.title') }).waitFor();
    const rail = page.getByRole('navigation', { name: t('nav.label') }).getByRole('button');
    await press('Alt+2');
    await expect.poll(() => rail.nth(1).getAttribute('aria-current')).toBe('page');
    await press('Alt+1');
    await expect.poll(() => rail.nth(0).getAttribute('aria-current')).toBe('page');
  });

  it('keeps letters for fields, and gives none under a dialog', async () => {
    const { page, t } = person;
    await command('hz');
    const finder = page.getByRole('combobox', { name: t('patients.search') });
    await finder.waitFor();
    await type('n');
    expect(await finder.inputValue()).toBe('n');
    await press('Control+a');
    await press('Backspace');
    await press('F1');
    await page.getByRole('dialog', { name: t('keys.title') }).waitFor();
    await press('n');
    await press('Alt+2');
    await page.getByRole('dialog', { name: t('keys.title') }).waitFor();
    await press('Escape');
    await closed();
    await page.getByRole('heading', { level: 1, name: t('patients.title') }).waitFor();
  });

  it('passes the rules in the palette, the sheet and the help, in both languages and themes', async () => {
    const { page } = person;
    const found: Record<string, string[]> = {};
    await page.setViewportSize({ width: 1024, height: 700 });
    for (const locale of ['zh', 'en'] as const) {
      if (locale === 'en') await command('language to english', insert);
      await press('Control+k');
      await insert('mrwq');
      await page.getByRole('dialog').getByRole('option').filter({ hasText: PATIENT.name }).waitFor();
      await press('Enter');
      await closed();
      await page.getByRole('heading', { level: 1, name: PATIENT.name }).waitFor();
      await press('Control+k');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
      found[`palette ${locale}`] = await wrongInBothThemes(person);
      await room.screenshot(person.workstation, `palette-${locale}`);
      await type('tb');
      await room.screenshot(person.workstation, `palette-found-${locale}`);
      await press('Escape');
      await closed();
      await press('Control+Shift+k');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
      found[`commands ${locale}`] = await wrongInBothThemes(person);
      await room.screenshot(person.workstation, `commands-${locale}`);
      await press('Escape');
      await closed();
      await press('F1');
      await page.getByRole('dialog').waitFor();
      found[`keys ${locale}`] = await wrongInBothThemes(person);
      await room.screenshot(person.workstation, `keys-${locale}`);
      await press('Escape');
      await closed();
      await command('offline, and what', insert);
      await page.getByRole('article').waitFor();
      found[`help ${locale}`] = await wrongInBothThemes(person);
      await room.screenshot(person.workstation, `help-${locale}`);
    }
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
    await command('dark appearance', insert);
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    expect(person.workstation.errors).toEqual([]);
  });
});
