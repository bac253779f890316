import { type Person, until } from '../person.ts';
import { cardOf, settled, titlesOf } from '../steps/analysis.ts';
import type { Day } from './clinic.ts';

/** The figures of the clinic, the records behind one, whoever is overdue called in, a group of patients, a question of one's own. */
export async function lookAtFigures({ person, guide }: Day): Promise<void> {
  const { page, t } = person;
  await person.goes('analysis');
  for (const name of (await titlesOf(person)).keys()) await settled(person, name);
  for (const choice of ['when', 'compare', 'by', 'of'])
    await page.getByLabel(t(`analysis.${choice}`), { exact: true }).waitFor();
  await person.button('analysis.printAll').waitFor();
  await person.button('analysis.asTable').first().waitFor();
  await guide.picture('figures');
  await callIn(person, () => guide.picture('overdue'));
  await person.button('common.back').click();

  await person.button('cohorts.title').click();
  const name = t('cohorts.examples.pressure');
  await page.getByRole('button', { name: t('cohorts.examples.beginOne', { name }), exact: true }).click();
  await person.button('cohorts.add').waitFor();
  await person.button('cohorts.keep').waitFor();
  await page.getByRole('status').filter({ hasText: /\d/ }).first().waitFor();
  await guide.picture('cohort');
  await person.button('common.back').click();
  await person.goes('analysis');

  await person.button('notebook.title').click();
  await person.button('notebook.example').click();
  await person.button('notebook.run').click();
  await page.getByRole('table', { name: t('notebook.result') }).waitFor();
  await guide.picture('notebook');
  await person.goes('users');
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A task for each of those who are overdue in the register of hypertension. */
async function callIn(person: Person, look: () => Promise<void>): Promise<void> {
  const { page, t } = person;
  const card = await cardOf(person, 'hypertension');
  const overdue = card.getByRole('button', {
    name: new RegExp(`\\d.*${t('analysis.overdue', { count: 2 }).replace(/^2 ?/, '')}`),
  });
  await overdue.click();
  await page.getByRole('checkbox', { name: t('analysis.chooseAll'), exact: true }).check();
  const chosen = () => page.getByRole('status').allTextContents();
  await until('all of them are chosen', async () => (await chosen()).some((words) => /\d/.test(words)));
  await person.button('analysis.saveRecords').waitFor();
  await look();
  await page
    .getByRole('button', { name: new RegExp(`^${t('cohorts.recall.chosen', { count: 2 }).replace('2', '\\d+')}$`) })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('cohorts.recall.send'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
