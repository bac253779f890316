import type { Guided } from '../steps/guided.ts';
import { inResult, runs, writes } from '../steps/notebook.ts';

const NAME = 'problems_since';
const VIEW = JSON.stringify(
  {
    resourceType: 'ViewDefinition',
    name: NAME,
    status: 'active',
    resource: 'Condition',
    select: [
      {
        column: [
          { name: 'problem', path: 'code.text' },
          { name: 'since', path: 'onset.ofType(dateTime)' },
        ],
      },
    ],
  },
  null,
  2,
);

/** The example runs and draws; a view of the clinic's own becomes one of its tables. */
export async function askInSql({ person, guide }: Guided): Promise<void> {
  const { page, t } = person;
  await person.goes('analysis');
  await person.button('notebook.title').click();
  await person.button('notebook.example').click();
  const run = person.button('notebook.run');
  await page.getByRole('table', { name: t('notebook.result') }).waitFor();
  const chart = page.getByRole('img', { name: t('notebook.chart.label', { y: 'visits', x: 'month' }) });
  await chart.scrollIntoViewIfNeeded();
  await page.getByLabel(t('notebook.addView'), { exact: true }).waitFor();
  await person.button('notebook.noChart').waitFor();
  await person.button('notebook.limits').waitFor();
  await guide.picture('notebook');
  await person.button('notebook.export').click();
  await page.getByRole('menuitem', { name: t('notebook.formats.parquet') }).waitFor();
  await page.keyboard.press('Escape');

  await person.button('notebook.ownView').click();
  const dialog = page.getByRole('dialog', { name: t('notebook.ownView') });
  await writes(person, 'notebook.viewText', VIEW);
  await dialog.getByLabel(t('notebook.viewName'), { exact: true }).fill(NAME);
  await dialog.getByText(t('notebook.viewGives', { columns: 'problem, since' })).waitFor();
  await guide.picture('view');
  await dialog.getByRole('button', { name: t('notebook.keepView'), exact: true }).click();
  await person.sees(t('notebook.viewKept', { name: NAME }));
  await runs(person, `SELECT 'all' AS what, count(*) > 0 AS there FROM ${NAME} WHERE since IS NOT NULL`);
  await run.waitFor();
  await inResult(person, 'all');
  await inResult(person, '1');
}
