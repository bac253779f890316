import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

const NOTES = [
  { name: '温若兰', note: '右膝内侧压痛，麦氏征阳性，建议磁共振检查。', word: '磁共振', marked: '磁共振' },
  {
    name: 'Tobias Ferreira',
    note: 'Swallowing hurts; tonsils swollen. Penicillin not given.',
    word: 'tonsil',
    marked: 'tonsils',
  },
] as const;

let room: Room;
let person: Person;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'search'));
  person = await openClinic(room, 'owner', {
    locale: 'zh-CN',
    before: async (owner) => {
      for (const { name, note } of NOTES) {
        const patient = await addPatient(owner, name);
        await owner.asks('visit.record', { patient, complaint: 'x', note });
      }
    },
  });
}, 120_000);
afterAll(() => room?.close());

describe('words in the charts', () => {
  for (const { name, word, marked } of NOTES)
    it(`are found by ${word}, and Enter opens the chart`, async () => {
      const { page, t } = person;
      await person.goes('patients');
      await page.keyboard.press('Control+k');
      const overlay = page.getByRole('dialog');
      await overlay.getByText(t('find.texts'), { exact: true }).click();
      const field = overlay.getByRole('combobox', { name: t('find.label') });
      await field.pressSequentially(word, { delay: 20 });
      const hit = overlay.getByRole('option').filter({ hasText: name });
      await hit.waitFor();
      // the answer to a part of the word may have come first
      await expect.poll(() => hit.locator('mark').first().textContent()).toBe(marked);
      await room.screenshot(person.workstation, `found-${word}`);
      await field.press('Enter');
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await overlay.waitFor({ state: 'hidden' });
    });

  it('are kept to the chart that is open, or looked for everywhere', async () => {
    const { page, t } = person;
    await page.getByRole('heading', { level: 1, name: NOTES[1].name }).waitFor();
    await page.keyboard.press('Control+k');
    const overlay = page.getByRole('dialog');
    await overlay.getByText(t('find.texts'), { exact: true }).click();
    await overlay.getByRole('combobox', { name: t('find.label') }).fill(NOTES[0].word);
    await overlay.getByText(t('find.nothingTitle', { text: NOTES[0].word })).waitFor();
    await overlay.getByRole('checkbox', { name: t('find.here') }).uncheck();
    await overlay.getByRole('option').filter({ hasText: NOTES[0].name }).waitFor();
    expect(person.workstation.errors).toEqual([]);
  });
});
