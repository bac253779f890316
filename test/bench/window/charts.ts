/** Opening charts from the search, in the window. */
import type { Person } from '../../e2e/person.ts';
import { rowsOf, type Watched, watched } from './watch.ts';

/** The name at the top and the headings of the page's parts. */
const WATCH = { event: 'keydown', selector: 'h1, h2', most: 20, quietMs: 500 } as const;

export interface Opened {
  /** The call alone, over the same bridge, once it was answered before. */
  readonly ask: number;
  readonly painted: number;
  readonly shown: number;
  /** Nothing moves any more: what else the page asks for is there. */
  readonly still: number;
}

/** Finds each patient and opens the chart with Enter, for the first time. */
export async function openCharts(person: Person, names: readonly string[]): Promise<Opened[]> {
  const { page, t } = person;
  const opened: Opened[] = [];
  for (const name of names) {
    await person.goes('patients');
    await page.getByRole('combobox', { name: t('patients.search') }).fill(name);
    const found = page.locator(rowsOf(t('patients.list'))).filter({ hasText: name });
    await found.waitFor();
    await page.waitForTimeout(WATCH.quietMs);
    const seen = await watched(page, WATCH, () => page.keyboard.press('Enter'));
    const { painted, shown } = theChart(seen, [name, t('chart.timeline'), t('chart.vitals')]);
    opened.push({ ask: await askAgain(person, name), painted, shown, still: seen.still });
  }
  return opened;
}

function theChart({ changes }: Watched, wanted: readonly string[]) {
  const change = changes.find(({ texts }) => wanted.every((text) => texts.some((one) => one.includes(text))));
  if (!change) throw new Error('the chart did not open');
  return change;
}

async function askAgain(person: Person, name: string): Promise<number> {
  const { hits } = await person.asks<{ hits: { id: string }[] }>('patient.search', { text: name });
  return timeAsk(person, 'patient.chart', { id: hits[0]?.id ?? '' });
}

/** How long one call takes, asked in the page, in milliseconds. */
export async function timeAsk({ page }: Person, name: string, input: unknown): Promise<number> {
  return page.evaluate(
    async ([name, input]) => {
      const begun = performance.now();
      const answer = await globalThis.window.xinglin?.call(name, input);
      if (!(answer as { ok: boolean } | undefined)?.ok) throw new Error(`${name} was not answered`);
      return performance.now() - begun;
    },
    [name, input] as const,
  );
}
