/** An import that is tried first, then done, then taken back as a whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'imports'));
});
afterAll(() => room?.close());

describe('an import', () => {
  it.each<Locale>(['zh-CN', 'en'])('is tried, done and taken back: %s', async (locale) => {
    const person = await openClinic(room, `imports-${locale}`, { locale });
    const { page, t } = person;
    const picture = (what: string) => room.screenshot(person.workstation, `${what}-${locale}`);
    const folder = mkdtempSync(join(tmpdir(), 'xinglin-imports-'));
    const file = join(folder, 'sent.ndjson');
    const patients = ['1', '2', '3'].map((id) => JSON.stringify({ resourceType: 'Patient', id, gender: 'female' }));
    writeFileSync(file, [...patients, '{"resourceType":"Patient","id":'].join('\n'));
    const held = async () => (await person.asks<{ records: number }>('vault.status', {})).records;
    try {
      const before = await held();
      await person.goes('exchange');
      await page.getByLabel(t('exchange.dryRun')).check();
      await person.answersDialogs({ open: [file] });
      await person.button('exchange.choose').click();
      await page.getByText(t('exchange.tried')).waitFor();
      await picture('tried');
      expect(await held()).toBe(before);
      await person.button('exchange.importNow').click();
      await page.getByText(t('exchange.finished')).waitFor();
      expect(await held()).toBe(before + 3);
      await page
        .getByRole('table', { name: t('runs.title') })
        .getByText('sent.ndjson')
        .waitFor();
      await picture('done');
      expect(await violations(person)).toEqual([]);
      await person.button('runs.undo').click();
      await page.getByText(t('runs.undone')).waitFor();
      await page
        .getByRole('table', { name: t('runs.title') })
        .getByText(t('runs.states.undone'))
        .waitFor();
      await picture('undone');
      expect(await violations(person)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
