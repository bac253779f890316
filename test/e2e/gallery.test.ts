import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { looksWrong, violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, seat } from './person.ts';

let room: Room;
let person: Person;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'gallery'));
  person = seat(await room.openWorkstation('gallery', { locale: 'en' }), 'en');
  await person.button('language.en').waitFor();
  await person.page.evaluate(() => {
    location.hash = '#gallery';
    location.reload();
  });
  await person.page.getByRole('heading', { level: 2, name: 'Tokens' }).waitFor();
});
afterAll(() => room?.close());

describe.each(['light', 'dark'] as const)('every token and block, %s', (theme) => {
  const judge = theme === 'light' ? violations : looksWrong;

  it.each(['small', 'normal', 'large'] as const)('with %s text passes the rules in both languages', async (size) => {
    const { page, workstation } = person;
    const choose = (group: string, value: string) =>
      page.getByRole('radiogroup', { name: group }).getByText(value, { exact: true }).click();
    await choose('Theme', theme);
    await choose('Text size', size);
    const found: Record<string, string[]> = {};
    for (const locale of ['en', 'zh-CN']) {
      await choose('Language', locale);
      await page.locator('canvas').first().waitFor();
      await page.mouse.move(0, 0);
      found[locale] = await (size === 'normal' ? judge : looksWrong)(person);
      const clipped = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (clipped) found[locale].push('the page is wider than the window');
      await room.screenshot(workstation, `${theme}-${size}-${locale}`);
    }
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
    expect(workstation.errors).toEqual([]);
  });
});
