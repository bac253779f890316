import { type TextSize, textSizes } from '../../renderer/ui/tokens.ts';
import { looksWrong, violations } from './axe.ts';
import type { Person } from './person.ts';

/** Gives the window the theme of the system, which it follows as long as nobody chose one, and letters as the settings leave them. */
export async function looks({ page }: Person, theme: 'light' | 'dark', size: TextSize = 'normal'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((px) => {
    document.documentElement.style.fontSize = `${px}px`;
  }, textSizes[size]);
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
}

/** What the rules find wrong with the page as it stands, in the light and in the dark. */
export async function wrongInBothThemes(person: Person): Promise<string[]> {
  const light = await violations(person);
  await looks(person, 'dark');
  const dark = await looksWrong(person);
  await looks(person, 'light');
  return [...light, ...dark.map((each) => `dark: ${each}`)];
}
