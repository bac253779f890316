import type { Locator, Page } from 'playwright-core';
import type { WindowBridge } from '../../shared/bridge/desktop.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import type { Workstation } from './harness.ts';
import { type Say, wordsIn } from './words.ts';

/** Somebody at a workstation: finds things by the words on the screen, and waits as people do. */
export interface Person {
  readonly workstation: Workstation;
  readonly page: Page;
  readonly locale: Locale;
  readonly t: Say;
  button(key: string, values?: Readonly<Record<string, string | number>>): Locator;
  field(key: string): Locator;
  /** Waits until these words stand on the screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Goes to a page by the rail at the left. */
  goes(
    nav:
      | 'today'
      | 'appointments'
      | 'patients'
      | 'results'
      | 'analysis'
      | 'inbox'
      | 'exchange'
      | 'sync'
      | 'audit'
      | 'users'
      | 'settings'
      | 'help',
  ): Promise<void>;
  /** Asks the vault as the window does; the value of an answer that must be a success. */
  asks<T>(name: string, input: unknown): Promise<T>;
  /** What the system's dialogs answer from now on. */
  answersDialogs(answers: { readonly open?: readonly string[]; readonly save?: string }): Promise<void>;
}

const SLOW_MS = 30_000;

/** Seats somebody who reads `locale` at a workstation; `t`: where it matters which words they look for. */
export function seat(workstation: Workstation, locale: Locale, t: Say = wordsIn(locale)): Person {
  const { page, app } = workstation;
  page.setDefaultTimeout(SLOW_MS);
  return {
    workstation,
    page,
    locale,
    t,
    button: (key, values) => page.getByRole('button', { name: t(key, values), exact: true }),
    field: (key) => page.getByLabel(labelled(t(key))),
    sees: (text) => page.getByText(text).first().waitFor(),
    async goes(nav) {
      const rail = page.getByRole('navigation', { name: t('nav.label') });
      await rail.getByText(t(`nav.${nav}`), { exact: true }).click();
    },
    async asks<T>(name: string, input: unknown) {
      const ask = ([name, input]: readonly [string, unknown]) =>
        (globalThis as unknown as { xinglin: WindowBridge }).xinglin.call(name, input);
      const answer = (await page.evaluate(ask, [name, input] as const)) as
        | { ok: true; value: T }
        | { ok: false; error: unknown };
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      return answer.value;
    },
    async answersDialogs({ open = [], save }) {
      await app.evaluate(
        ({ dialog }, { open, save }) => {
          dialog.showOpenDialog = async () => ({ canceled: open.length === 0, filePaths: [...open] });
          dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? '' });
        },
        { open, save },
      );
    },
  };
}

/** A field by its label, with or without the mark of a required one. */
function labelled(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?$`);
}

/** Waits until `look` answers true. */
export async function until(what: string, look: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await look()) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error(`waited ${limitMs / 1000} s in vain: ${what}`);
}

/** Stops the scenario with a sentence. */
export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`not so: ${what}`);
}
