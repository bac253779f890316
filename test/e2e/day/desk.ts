import type { Role } from '../../../shared/access/roles.ts';
import { chooseOwn, type Day, switchTo } from './clinic.ts';
import type { Newcomer } from './people.ts';

/** An owner adds somebody to the clinic, in the window. */
export async function addStaff(day: Day, name: string, role: Role, first: string): Promise<void> {
  const { person, passphrases } = day;
  const { page, t } = person;
  await page
    .getByRole('navigation', { name: t('nav.label') })
    .getByText(t('nav.users'), { exact: true })
    .click();
  await person.button('users.add').first().click();
  const dialog = page.getByRole('dialog', { name: t('users.add') });
  await dialog.getByLabel(t('users.name')).fill(name);
  await dialog.getByRole('radio', { name: t(`roles.name.${role}`), exact: true }).check();
  await dialog.getByLabel(t('users.first'), { exact: true }).fill(first);
  await dialog.getByLabel(t('create.repeat'), { exact: true }).fill(first);
  if (role === 'nurse') await day.guide.picture('people');
  await dialog.getByRole('button', { name: t('users.add'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  passphrases.set(name, first);
}

export async function firstLogin(day: Day, name: string, own: string): Promise<void> {
  await switchTo(day, name);
  await chooseOwn(day, name, own);
}

/** Puts somebody who is known into the queue, by the keyboard. */
export async function arrive({ person }: Day, name: string, reason: string): Promise<void> {
  const { page, t } = person;
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: t('today.arrive') });
  await dialog.getByRole('combobox').fill(name);
  await dialog.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel(t('today.reason')).fill(reason);
}

/** A newcomer is registered. */
export async function register({ person }: Day, { name, gender, birthDate, phone }: Newcomer): Promise<void> {
  const { page, t } = person;
  await person.field('patient.name').fill(name);
  await page.getByRole('radio', { name: t(`gender.${gender}`), exact: true }).check();
  await person.field('patient.birthDate').fill(birthDate);
  await person.field('patient.phone').fill(phone);
}
