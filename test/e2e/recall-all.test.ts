/** Everybody in a kept cohort is called in: with its progress, stopped on the way, and taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { TaskItem } from '../../shared/bridge/tasks.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { until } from './person.ts';
import { openClinic } from './steps/clinic.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'recall-all'));
});
afterAll(() => room?.close());

/** More than are done before somebody can stop it. */
const WOMEN = 4000;

it('a cohort is called in as a whole, stopped and taken back', async () => {
  const name = 'Women';
  const person = await openClinic(room, 'recall-all', {
    locale: 'en',
    before: async (before) => {
      const file = join(room.folder, 'women.ndjson');
      const women = Array.from({ length: WOMEN }, (_none, at) =>
        JSON.stringify({ resourceType: 'Patient', id: `w${at}`, gender: 'female', name: [{ text: `Woman ${at}` }] }),
      );
      writeFileSync(file, women.join('\n'));
      await before.asks('import.files', { job: 'women', paths: [file] });
      const definition = { v: 1, where: { kind: 'sex', sex: 'female' } };
      await before.asks('cohort.save', { name, definition });
    },
  });
  const { page, t, workstation } = person;
  const words = t('cohorts.recall.words');
  const called = async (): Promise<number> => {
    const definition = { v: 1, where: { kind: 'task', due: 'open' } };
    return (await person.asks<{ n: number }>('cohort.count', { definition })).n;
  };

  await person.goes('analysis');
  await person.button('cohorts.title').click();
  await person.button('cohorts.openOne', { name }).click();
  const all = page.getByRole('button', { name: t('cohorts.recall.all', { count: WOMEN, n: '4,000' }), exact: true });
  await all.click();
  const dialog = page.getByRole('dialog', { name: t('cohorts.recall.title', { count: WOMEN }) });
  // its progress is told, and it is stopped on the way: in the window itself, for all are called in before a busy driver has found the button
  const stopped = page.evaluate(
    ([running, stop]) =>
      new Promise<void>((done) => {
        const observer = new MutationObserver(() => {
          const bar = document.querySelector(`[role=progressbar][aria-label="${running}"]`);
          const buttons = [...document.querySelectorAll<HTMLElement>('[role=dialog] button')];
          const button = buttons.find(({ textContent }) => textContent?.trim() === stop);
          if (!button || !(Number(bar?.getAttribute('aria-valuenow')) > 0)) return;
          observer.disconnect();
          button.click();
          done();
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    [t('cohorts.recall.running'), t('progress.stop')] as const,
  );
  await dialog.getByRole('button', { name: t('cohorts.recall.send'), exact: true }).click();
  await stopped;
  await dialog.waitFor({ state: 'detached' });
  const made = await called();
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(WOMEN);
  await person.sees(
    `${t('cohorts.recall.done', { count: made })} ${t('cohorts.recall.left', { count: WOMEN - made })}`,
  );
  const { items } = await person.asks<{ items: TaskItem[] }>('task.list', {});
  expect(new Set(items.map(({ text }) => text))).toEqual(new Set([words]));

  // one step takes all of it back
  await person.button('common.undo').click();
  await until('nobody is called in any more', async () => (await called()) === 0);
  await room.screenshot(workstation, 'stopped');
  expect(await violations(person)).toEqual([]);
  expect(workstation.errors).toEqual([]);
}, 240_000);
