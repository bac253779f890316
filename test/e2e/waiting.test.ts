/** An answer that takes its time: a sign that it is coming, then for how long, and the way out; nothing of it for quick ones. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { addPatient, openClinic } from './steps/clinic.ts';

const NAME = 'Ada Whitlock';
const OTHER = 'Bela Quill';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'waiting'));
});
afterAll(() => room?.close());

/** Lets the answers to these calls come so many milliseconds later. */
async function delays(person: Person, names: readonly string[], ms: number): Promise<void> {
  await person.workstation.app.evaluate(
    ({ ipcMain }, { names, ms }) => {
      type Handler = (event: unknown, name: string, input: unknown) => Promise<unknown>;
      const parts = ipcMain as unknown as { _invokeHandlers: Map<string, Handler>; first?: Handler };
      parts.first ??= parts._invokeHandlers.get('xinglin:call') as Handler;
      const { first } = parts;
      parts._invokeHandlers.set('xinglin:call', async (event, name, input) => {
        const answer = await first(event, name, input);
        if (names.includes(name)) await new Promise((done) => setTimeout(done, ms));
        return answer;
      });
    },
    { names: [...names], ms },
  );
}

/** All of it in English; in Chinese what is said, without that there is nothing of it for quick ones and for what is only renewed. */
describe.each([
  ['en', true],
  ['zh-CN', false],
] as const)('a late answer in %s', (locale, whole) => {
  it('shows that it is coming, for how long, and can be given up; what writes cannot', async () => {
    const person = await openClinic(room, `waiting-${locale}`, { locale, before: (one) => addPatient(one, NAME) });
    const { page, t, workstation } = person;
    const line = page.locator('[data-waiting]');
    const cancel = page.getByRole('status').getByRole('button', { name: t('common.cancel'), exact: true });

    await delays(person, ['patient.list'], 4000);
    await person.goes('patients');
    await line.waitFor();
    expect(await cancel.count()).toBe(0);
    await cancel.waitFor();
    await person.sees(t('waiting.reads'));
    await room.screenshot(workstation, `late-${locale}`);
    expect(await violations(person)).toEqual([]);
    await cancel.click();
    await person.sees(t('errors.cancelled'));
    await line.waitFor({ state: 'detached' });
    await page
      .getByRole('alert')
      .getByRole('button', { name: t('common.retry'), exact: true })
      .click();
    await page.getByRole('option').filter({ hasText: NAME }).waitFor();

    if (whole) {
      // what stands there stays while it is renewed, and there is nothing to give up
      await delays(person, ['patient.list'], 2500);
      await addPatient(person, OTHER);
      await line.waitFor();
      await page.waitForTimeout(1500);
      expect(await page.getByRole('option').filter({ hasText: NAME }).count()).toBe(1);
      expect(await cancel.count()).toBe(0);
      await page.getByRole('option').filter({ hasText: OTHER }).waitFor();
    }

    await delays(person, ['task.add'], 2500);
    await person.goes('today');
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: t('task.add') });
    await dialog.getByLabel(t('task.text')).fill('Order paper');
    await page.keyboard.press('Control+Enter');
    await person.sees(t('waiting.does'));
    expect(await cancel.count()).toBe(0);
    await dialog.waitFor({ state: 'hidden' });
    await line.waitFor({ state: 'detached' });

    if (whole) {
      // what is quick shows nothing of it
      await delays(person, ['patient.list'], 0);
      await person.goes('patients');
      await page.getByRole('option').filter({ hasText: NAME }).waitFor();
    }

    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
