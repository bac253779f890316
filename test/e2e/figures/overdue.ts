import { expect } from 'vitest';
import { settled } from '../steps/analysis.ts';
import type { Guided } from '../steps/guided.ts';
import { anyValue } from '../words.ts';

/** Who is overdue in the register of hypertension gets a task, and stands among what is to be done today. */
export async function callIn({ person, guide }: Guided): Promise<void> {
  const { page, t } = person;
  const card = await settled(person, 'hypertension');
  const overdue = card.getByRole('button', { name: anyValue(t('analysis.overdue', { count: '{{count}}' })) });
  await overdue.scrollIntoViewIfNeeded();
  await guide.picture('register');
  const count = Number(/\d+/.exec((await overdue.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(0);
  await overdue.click();
  await page.getByRole('list', { name: t('analysis.records', { count, n: count }), exact: true }).waitFor();
  await page.getByRole('checkbox', { name: t('analysis.chooseAll'), exact: true }).check();
  await person.button('cohorts.recall.chosen', { count }).click();
  const dialog = page.getByRole('dialog', { name: t('cohorts.recall.title', { count }) });
  await dialog.getByLabel(t('task.due')).waitFor();
  await dialog.getByLabel(t('task.owner')).waitFor();
  await guide.picture('recall');
  await dialog.getByRole('button', { name: t('cohorts.recall.send'), exact: true }).click();
  await person.sees(t('cohorts.recall.done', { count }));
  await person.goes('today');
  const tasks = page.getByRole('region', { name: t('task.title'), exact: true });
  await expect.poll(() => tasks.getByRole('listitem').count()).toBeGreaterThanOrEqual(count);
}
