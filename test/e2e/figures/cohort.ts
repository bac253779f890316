import type { Locale } from '../../../shared/bridge/session.ts';
import { until } from '../person.ts';
import type { Guided } from '../steps/guided.ts';

const CALLED: Readonly<Record<Locale, string>> = { en: 'Called in, not here yet', 'zh-CN': '已召回，尚未就诊' };

/** A group of patients from an example, narrowed, kept, and acted on: of those who were called in just now, who has to be called again. */
export async function findPatients({ person, guide }: Guided): Promise<void> {
  const { page, t, locale } = person;
  const criteria = page.getByRole('list', { name: t('cohorts.criteria') }).getByRole('listitem');
  const isOfNow = () => until('all is of now', async () => (await page.locator('[data-old]').count()) === 0);
  await person.goes('analysis');
  await person.button('cohorts.title').click();
  await person.button('cohorts.examples.beginOne', { name: t('cohorts.examples.pressure') }).click();
  await person.button('cohorts.add').click();
  await page.getByRole('menuitem', { name: t('cohorts.part.task'), exact: true }).click();
  await criteria.last().getByLabel(t('cohorts.field.task'), { exact: true }).selectOption('open');
  await page.getByText(t('cohorts.say.task.open.yes')).waitFor();
  const people = page.getByRole('table', { name: t('cohorts.people.title') });
  await people.getByRole('row').nth(1).waitFor();
  await isOfNow();
  await page.getByRole('status').first().scrollIntoViewIfNeeded();
  await guide.picture('cohort');

  await person.field('cohorts.name').fill(CALLED[locale]);
  await person.button('cohorts.keep').click();
  await person.sees(t('cohorts.saved', { name: CALLED[locale] }));
  await page.getByRole('table', { name: t('cohorts.follow.title') }).waitFor();
  await people.getByRole('columnheader', { name: t('cohorts.people.next'), exact: true }).waitFor();
  await person.button('cohorts.people.save').waitFor();
  await person.button('cohorts.print.print').waitFor();
  await isOfNow();
  const section = page.getByRole('region', { name: t('cohorts.people.title'), exact: true });
  await section.evaluate((part) => part.scrollIntoView({ block: 'end' }));
  await guide.picture('people');
  const first = people.getByRole('row').nth(1);
  const name = (await first.getByRole('rowheader').getByRole('button').textContent()) ?? '';
  await person.button('cohorts.people.actionsOf', { name }).click();
  await page.getByRole('menuitem', { name: t('appointments.book'), exact: true }).waitFor();
  await page.getByRole('menuitem', { name: t('cohorts.recall.one'), exact: true }).waitFor();
  await page.keyboard.press('Escape');
}
