import { openPatient } from '../steps/patients.ts';
import type { Day } from './clinic.ts';

/** The sheet that a patient takes along. */
export async function printSummary({ person, guide }: Day, name: string): Promise<void> {
  const { page, t } = person;
  await openPatient(person, name, name);
  await guide.picture('chart');
  await person.button('print.menu').first().click();
  await page.getByRole('menuitem', { name: t('print.action.summary'), exact: true }).click();
  await page.locator('[data-page]').first().waitFor();
  await person.button('print.pdf').waitFor();
  await guide.picture('print');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
