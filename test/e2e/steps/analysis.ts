import type { MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { must, type Person } from '../person.ts';
import type { Step } from '../scene.ts';

type Titles = ReadonlyMap<string, string>;
const known = new WeakMap<Person, Promise<Titles>>();

/** The measures that whoever is logged in may see, by their titles in the window's language: asked once, for the vault has the figures to do meanwhile. */
export function titlesOf(person: Person): Promise<Titles> {
  const titles = known.get(person) ?? asked(person);
  known.set(person, titles);
  return titles;
}

async function asked({ asks, locale }: Person): Promise<Titles> {
  const { measures } = await asks<{ measures: MeasureDefinition[] }>('measures.list', {});
  return new Map(measures.map(({ name, title }) => [name, title[locale]]));
}

/** A figure's card, by the name of its measure. */
export async function cardOf(person: Person, name: string) {
  const title = (await titlesOf(person)).get(name) ?? '';
  must(title !== '', `there is a measure ${name}`);
  return person.page.getByRole('region', { name: title, exact: true });
}

/** A card that shows the figures of what is chosen now, and no longer those before. */
export async function settled(person: Person, name: string) {
  const card = await cardOf(person, name);
  await card.locator('[aria-busy=false]').waitFor();
  return card;
}

/** Chooses own days for all figures. */
export async function chooseDays({ page, t, button }: Person, from: string, to: string): Promise<void> {
  await page.getByLabel(t('analysis.when'), { exact: true }).selectOption('own');
  await page.getByLabel(t('analysis.from'), { exact: true }).fill(from);
  await page.getByLabel(t('analysis.to'), { exact: true }).fill(to);
  await button('analysis.apply').click();
}

export const analyse: Step = {
  title: 'A dashboard: visits, age and sex, most frequent diagnoses',
  async run({ owner, room }) {
    const { page, t } = owner;
    await owner.goes('analysis');
    for (const name of ['visits', 'age-sex', 'diagnoses']) await settled(owner, name);
    const visits = await cardOf(owner, 'visits');
    await chooseDays(owner, '2016-01-01', '2030-12-31');
    await owner.sees(t('analysis.shown', { range: '' }).trim());
    await settled(owner, 'visits');
    await page.locator('canvas').first().waitFor();
    await room.screenshot(owner.workstation, '11-analysis-zh-CN');
    const totals = visits.getByLabel(t('analysis.totals'));
    const [names, numbers] = [
      await totals.locator('dt').allTextContents(),
      await totals.locator('dd').allTextContents(),
    ];
    must(numbers.length > 0 && numbers.every((number) => /^[\d,]+$/.test(number)), 'the totals are numbers');
    return names.map((name, at) => `${name} ${numbers[at]}`).join(', ');
  },
};
