import { expect } from 'vitest';
import { anyValue } from '../words.ts';
import type { Day } from './clinic.ts';

/** What the doctor ordered for each diabetic of the day. */
const TEST = { 'zh-CN': '糖化血红蛋白', en: 'Haemoglobin A1c' } as const;
const VALUES = ['6.8', '7.4', '9.1', '7.0', '6.5'];

/** The nurse enters what the laboratory sent. */
export async function enterResults({ person, guide }: Day): Promise<void> {
  const { page, t, locale } = person;
  const what = TEST[locale];
  await person.goes('results');
  await page.getByRole('tab', { name: t('results.tabs.waiting') }).click();
  const waiting = page.getByRole('region', { name: t('results.tabs.waiting') });
  const enter = waiting.getByRole('button', { name: anyValue(t('results.enterOf', { what, name: '{{name}}' })) });
  await enter.first().waitFor();
  const orders = await enter.count();
  for (let n = 0; n < orders; n += 1) {
    await enter.first().click();
    const dialog = page.getByRole('dialog');
    const value = dialog.getByLabel(t('results.valueOf', { what }), { exact: true });
    await value.fill(VALUES[n % VALUES.length] ?? '');
    if (n === 0) await guide.picture('enter');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    // the next one is first when this one is gone
    await expect.poll(() => enter.count()).toBe(orders - n - 1);
  }
}

/** The doctor has looked at all of them. */
export async function acknowledge({ person, guide }: Day): Promise<void> {
  const { page, t } = person;
  await person.goes('results');
  await page.getByRole('tab', { name: t('results.tabs.unseen') }).click();
  await page
    .getByRole('region', { name: t('results.tabs.unseen') })
    .getByRole('listitem')
    .first()
    .waitFor();
  await guide.picture('results');
  await page.getByLabel(t('results.all'), { exact: true }).check();
  const words = t('results.acknowledgeCount', { count: 2 }).replace('2', '\\d+');
  await page.getByRole('button', { name: new RegExp(`^${words}$`) }).click();
  await person.sees(t('results.empty.unseen'));
}
