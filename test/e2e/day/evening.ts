import { existsSync } from 'node:fs';
import { must } from '../person.ts';
import type { Day } from './clinic.ts';

/** Somebody comes again at a time of their own. */
export async function book({ person, guide }: Day, name: string): Promise<void> {
  const { page, t } = person;
  await person.goes('appointments');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: t('appointments.book') });
  await dialog.getByRole('combobox').fill(name);
  await dialog.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel(t('appointments.time')).fill('10:00');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await guide.picture('appointments');
}

/** What was to be done today is done. */
export async function tick({ person, guide }: Day): Promise<void> {
  const { page, t } = person;
  await person.goes('today');
  const tasks = page.getByRole('region', { name: t('task.title'), exact: true });
  await tasks.getByRole('listitem').first().waitFor();
  await guide.picture('seen');
  const before = await tasks.getByRole('listitem').count();
  await tasks
    .getByRole('button', { name: t('task.doneFor', { text: '' }).trim() })
    .first()
    .click();
  await page.waitForFunction(
    ([label, before]) =>
      document.querySelectorAll(`section[aria-labelledby] ul[aria-label="${label}"] > li`).length < before,
    [t('task.title'), before] as const,
  );
}

/** Anybody and anything is found from everywhere. */
export async function lookUp({ person, guide }: Day, name: string): Promise<void> {
  const { page, t } = person;
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('combobox', { name: t('find.label') })
    .or(dialog.getByRole('combobox'))
    .first()
    .fill(name);
  await dialog.getByRole('option').filter({ hasText: name }).first().waitFor();
  await guide.picture('find');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** The last thing of a day. */
export async function backUp({ person, guide }: Day, file: string): Promise<void> {
  const { page, t } = person;
  await person.goes('settings');
  const section = page.getByRole('region', { name: t('backup.title'), exact: true });
  await section.scrollIntoViewIfNeeded();
  await guide.picture('backup');
  await person.answersDialogs({ save: file });
  await section.getByRole('button', { name: t('backup.start'), exact: true }).click();
  await section.getByText(t('backup.done')).waitFor();
  must(existsSync(file), 'the backup is there');
  await person.goes('help');
  await page.getByRole('article').waitFor();
}
