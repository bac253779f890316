/** An import with errors, its repair list, a text that is mended and stands in the chart; cleaning, shown, done and taken back; and the whole import taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { cutOff } from './reflow.ts';
import { openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'repair'));
});
afterAll(() => room?.close());

const WORDS = {
  'zh-CN': { good: '白若溪', bad: '沈清和', why: '测试数据', date: '1988/3/4' },
  en: { good: 'Nora Quill', bad: 'Edwin Marsh', why: 'a test person', date: '1988/3/4' },
} as const;

/** What is wrong with the page as it stands, for everybody and in a small window. */
async function faults(person: Person): Promise<string[]> {
  const found = await violations(person);
  await person.page.setViewportSize({ width: 1024, height: 700 });
  found.push(...(await cutOff(person)));
  await person.page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

/** What the rules would change is shown, then done, and taken back at once. */
async function cleans(person: Person, picture: (what: string) => Promise<unknown>): Promise<void> {
  const { page, t, locale } = person;
  // of a Chinese name family and given are told apart, in both patients
  const count = locale === 'en' ? 1 : 2;
  const counted = { count, number: String(count) };
  await page.getByRole('tab', { name: t('repairs.tabs.cleaning') }).click();
  await page.getByRole('button', { name: t('cleaning.look') }).click();
  await page.getByText(t('cleaning.reason.date-form')).click();
  await page.getByText('1988-03-04', { exact: true }).first().waitFor();
  await picture('cleaning');
  expect(await faults(person)).toEqual([]);
  await page.getByRole('button', { name: t('cleaning.apply', counted) }).click();
  await page.getByText(t('cleaning.done')).waitFor();
  await page
    .getByRole('alert')
    .getByRole('button', { name: t('common.undo') })
    .click();
  await page.getByText(t('cleaning.undone', counted)).waitFor();
}

describe('the repair list', () => {
  it.each<Locale>(['zh-CN', 'en'])('lets what did not come in be mended: %s', async (locale) => {
    const words = WORDS[locale];
    const person = await openClinic(room, `repair-${locale}`, { locale });
    const { page, t } = person;
    const picture = (what: string) => room.screenshot(person.workstation, `${what}-${locale}`);
    const folder = mkdtempSync(join(tmpdir(), 'xinglin-repair-'));
    const file = join(folder, 'sent.ndjson');
    const patient = (id: string, text: string, more: object) =>
      JSON.stringify({ resourceType: 'Patient', id, name: [{ text }], ...more });
    writeFileSync(
      file,
      [
        patient('1', words.good, { gender: 'female', birthDate: words.date }),
        patient('2', words.bad, { gender: 'male' }).replace('"resourceType":"Patient",', ''),
        '{"resourceType":"Patient","id":',
      ].join('\n'),
    );
    const held = async () => (await person.asks<{ records: number }>('vault.status', {})).records;
    try {
      const before = await held();
      await person.goes('exchange');
      await person.answersDialogs({ open: [file] });
      await person.button('exchange.choose').click();
      await page.getByText(t('exchange.finished')).waitFor();
      await person.button('repairs.title').click();
      const reasons = page.getByRole('list', { name: t('repairs.reasons') });
      await reasons.getByText(t('errors.resource-without-type')).click();
      await picture('list');
      expect(await faults(person)).toEqual([]);
      await page
        .getByRole('list', { name: t('repairs.items') })
        .getByRole('button')
        .first()
        .click();
      const text = page.getByLabel(t('repairs.text'));
      await text.waitFor();
      await picture('editor');
      expect(await faults(person)).toEqual([]);
      const raw = await text.inputValue();
      await text.fill(raw.replace('{', '{ "resourceType": "Patient",'));
      await page.keyboard.press('Control+Enter');
      await page.getByText(t('repairs.cameIn')).waitFor();
      await page.getByRole('button', { name: t('repairs.openRecord') }).click();
      await page.getByRole('heading', { name: words.bad }).or(page.getByText(words.bad).first()).first().waitFor();
      await person.goes('exchange');
      await person.button('repairs.title').click();
      await page
        .getByRole('list', { name: t('repairs.items') })
        .getByRole('button')
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: t('repairs.aside') }).click();
      await dialog.getByText(t('repairs.whyMissing')).waitFor();
      await dialog.getByLabel(t('repairs.why')).fill(words.why);
      await dialog.getByRole('button', { name: t('repairs.aside') }).click();
      await page.getByText(t('repairs.empty.open')).waitFor();
      await person.button('common.undo').click();
      await reasons.waitFor();
      await cleans(person, picture);
      // what was mended came in by this import, and goes with it
      expect(await held()).toBe(before + 2);
      await person.goes('exchange');
      await person.button('runs.undo').click();
      await page.getByText(t('runs.undone')).waitFor();
      expect(await held()).toBe(before);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
