/** Looking for patients letter by letter, in the window. */
import type { Page } from 'playwright-core';
import { nameReadings } from '../../../electron/vault/records/pinyin.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { HAN } from '../../../shared/records/han.ts';
import type { Person } from '../../e2e/person.ts';
import { type Change, rowsOf, type Watched, watched } from './watch.ts';

/** Rows that any window shows without scrolling. */
const ROWS = 6;
/** Letters typed of one name. */
const LETTERS = 7;
const WATCH = { event: 'input', most: ROWS, quietMs: 300 } as const;
/** The share of letters whose list may come after the watch has ended: the machine did something else. */
const MOST_UNSEEN = 0.1;
/** What counts for one of those. */
const LATE: Change = { texts: [], there: WATCH.quietMs, painted: WATCH.quietMs, shown: WATCH.quietMs };
/** The limit that the screen asks with first. */
const LIMIT = 24;

/** What people type to find these patients: Chinese names in pinyin or as they are written, the others in small letters. */
export function textsFor(people: readonly PatientHit[]): string[] {
  return people.map(({ name }, at) => {
    const text = !HAN.test(name) ? name.toLowerCase() : at % 3 === 2 ? name : (nameReadings(name)[0] ?? []).join('');
    return [...text].slice(0, LETTERS).join('');
  });
}

/** Types each text into the empty field of the patients' page. One change for each letter that made the list another one. */
export async function typeAll(person: Person, texts: readonly string[]): Promise<Change[]> {
  const { page, t } = person;
  await person.goes('patients');
  const field = page.getByRole('combobox', { name: t('patients.search') });
  const selector = rowsOf(t('patients.list'));
  const changes: Change[] = [];
  let unseen = 0;
  for (const text of texts) {
    await field.fill('');
    await page.locator(selector).first().waitFor();
    await page.waitForTimeout(WATCH.quietMs); // the list of everybody is there again, and still
    for (const [at, letter] of [...text].entries()) {
      const seen = await watched(page, { ...WATCH, selector }, () => page.keyboard.insertText(letter));
      const typed = [...text].slice(0, at + 1).join('');
      const { hits } = await person.asks<{ hits: PatientHit[] }>('patient.search', { text: typed, limit: LIMIT });
      const change = theChange(seen, hits);
      if (change === 'unseen') unseen += 1;
      // it took at least as long as was watched: left out, the slowest would be missing from the figures
      if (change) changes.push(change === 'unseen' ? LATE : change);
    }
  }
  if (unseen > changes.length * MOST_UNSEEN) throw new Error(`${unseen} lists came after nobody looked any more`);
  return changes;
}

/** The moment when these patients stood in the list; undefined where they did before, unseen where that came after the watch. */
function theChange({ before, changes }: Watched, hits: readonly PatientHit[]): Change | 'unseen' | undefined {
  const names = hits.slice(0, ROWS).map(({ name }) => name);
  const right = (rows: readonly string[]): boolean =>
    rows.length === names.length && names.every((name, at) => rows[at]?.startsWith(name));
  if (right(before)) return undefined;
  return changes.find(({ texts }) => right(texts)) ?? 'unseen';
}

/** The yardstick: a page that writes rows at once, typed into as often. */
export async function typeInEmptyWindow(page: Page, letters: number): Promise<Change[]> {
  const changes: Change[] = [];
  await page.locator('input').focus();
  for (let at = 0; at < letters; at += 1) {
    const { changes: seen } = await watched(page, { ...WATCH, selector: '[role=option]' }, () =>
      page.keyboard.insertText('x'),
    );
    const [change] = seen;
    if (change) changes.push(change);
  }
  return changes;
}
