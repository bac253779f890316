import type { Day } from './clinic.ts';
import type { Prescribed, Written } from './written.ts';

/** What a nurse measures. */
export interface Measured {
  readonly systolic: string;
  readonly diastolic: string;
  readonly temperature?: string;
}

/** From the queue to the measurements and back, by the keyboard from the first field on. */
export async function measure({ person }: Day, name: string, values: Measured, before = async () => {}): Promise<void> {
  const { page, t } = person;
  await page.getByRole('button', { name: `${t('today.measure')}: ${name}`, exact: true }).click();
  await person.field('visit.systolic').waitFor();
  await page.keyboard.insertText(values.systolic);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(values.diastolic);
  if (values.temperature !== undefined) await person.field('vitals.temperature').fill(values.temperature);
  await before();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: t('today.title') }).waitFor();
}

/** Opens the visit of somebody in the queue. */
export async function see({ person }: Day, name: string): Promise<void> {
  const { page, t } = person;
  await page.getByRole('button', { name: `${t('today.see')}: ${name}`, exact: true }).click();
  await person.field('visit.complaint').waitFor();
}

/** Fills in what is not measured. */
export async function write(
  day: Day,
  { findings, diagnosis, code, note, test, again, ...more }: Written,
): Promise<void> {
  const { page, t } = day.person;
  const { person } = day;
  if (findings !== undefined) await person.field('visit.findings').fill(findings);
  await page.keyboard.press('Alt+d');
  await page.keyboard.insertText(diagnosis);
  if (code !== undefined) {
    const found = page.getByRole('listbox', { name: t('codes.found') });
    await found.getByRole('option').filter({ hasText: code }).first().click();
  }
  if (test !== undefined) {
    await page.keyboard.press('Alt+o');
    await page.keyboard.insertText(test.find);
    await page.getByRole('option').filter({ hasText: test.code }).first().click();
    await page
      .getByRole('list', { name: t('orders.chosen') })
      .getByText(test.code)
      .waitFor();
  }
  if (more.prescribed !== undefined) await prescribe(day, more.prescribed);
  if (note !== undefined) await person.field('visit.note').fill(note);
  if (again !== undefined) {
    await person.field('visit.comesIn').fill(again);
    await person.field('visit.unit').selectOption({ label: t('visit.weeks') });
  }
}

async function prescribe({ person }: Day, { find, name, sig }: Prescribed): Promise<void> {
  const { page } = person;
  await person.button('rx.add').click();
  await page.keyboard.insertText(find);
  await page.getByRole('option').filter({ hasText: name }).first().click();
  const product = person.field('rx.product');
  if ((await product.evaluate((node) => node.tagName)) === 'SELECT') await product.selectOption({ index: 1 });
  await person.field('rx.sig').fill(sig);
}

/** Something speaks against what is prescribed: why it is prescribed all the same. */
async function answer({ person }: Day, why: string): Promise<void> {
  const reasons = person.page.getByLabel(person.t('rx.reason'));
  for (let n = 0; n < (await reasons.count()); n += 1) await reasons.nth(n).fill(why);
}

/** Saves the visit; the patient has left the queue. */
export async function save(day: Day): Promise<void> {
  const { page, t } = day.person;
  const today = page.getByRole('heading', { level: 1, name: t('today.title') });
  await page.keyboard.press('Control+Enter');
  const why = day.person.page.getByLabel(t('rx.reason')).first();
  await today.or(why).first().waitFor();
  if (await today.isVisible()) return;
  await answer(day, day.staff.why);
  await page.keyboard.press('Control+Enter');
  await today.waitFor();
}

/** Reads the whole visit and signs it. */
export async function sign({ person, guide }: Day): Promise<void> {
  const { page, t } = person;
  await guide.picture('visit');
  await person.button('visit.saveAndSign').click();
  await page.getByRole('list', { name: t('sheet.title') }).waitFor();
  await guide.picture('sign');
  await person.button('sheet.sign').click();
  await person.sees(t('sheet.done'));
  await page.getByRole('heading', { level: 1, name: t('today.title') }).waitFor();
}
