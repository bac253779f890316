/** What a page shows after a key, and when: from the event itself, by the page's own clock. */
import type { Page } from 'playwright-core';

/** One state of what is watched. Milliseconds since the event. */
export interface Change {
  /** The texts of what is watched, in their order. */
  readonly texts: readonly string[];
  /** It stands in the page. */
  readonly there: number;
  /** The frame that draws it is done; what a screen shows next. */
  readonly painted: number;
  /** The frame after that begins: it was on the screen by then. */
  readonly shown: number;
}

export interface Watched {
  /** What stood there before. */
  readonly before: readonly string[];
  readonly changes: readonly Change[];
  /** When the page moved last. */
  readonly still: number;
}

export interface Watch {
  readonly event: 'input' | 'keydown';
  /** What is watched; the first `most` of them. */
  readonly selector: string;
  readonly most: number;
  /** The watch ends once the page has not moved for so long. */
  readonly quietMs: number;
}

/** The rows of the patients' list: other fields of its page have lists of their own. `label`: how the list is called. */
export function rowsOf(label: string): string {
  return `[role=listbox][aria-label="${label}"] [role=option]`;
}

/** Does `act`, which causes the event, and tells what came of it. */
export async function watched(page: Page, watch: Watch, act: () => Promise<unknown>): Promise<Watched> {
  await page.evaluate(arm, watch);
  await act();
  return page.evaluate(() => (globalThis as unknown as { watched: Promise<Watched> }).watched);
}

/** Runs in the page, and stands on nothing outside of itself. */
function arm({ event, selector, most, quietMs }: Watch): void {
  const look = (): string[] =>
    Array.from(document.querySelectorAll(selector))
      .slice(0, most)
      .map((element) => element.textContent ?? '');
  const begin = (ended: (watched: Watched) => void): void => {
    const begun = performance.now();
    const since = (): number => performance.now() - begun;
    const before = look();
    let last = JSON.stringify(before);
    let still = 0;
    const changes: { texts: string[]; there: number; painted: number; shown: number }[] = [];
    const note = (texts: string[]): void => {
      const change = { texts, there: since(), painted: 0, shown: 0 };
      changes.push(change);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          change.painted = since();
        };
        port2.postMessage(null); // comes after what the frame has still to do
        requestAnimationFrame(() => {
          change.shown = since();
        });
      });
    };
    const observer = new MutationObserver(() => {
      still = since();
      const texts = look();
      const now = JSON.stringify(texts);
      if (now !== last) note(texts);
      last = now;
      clearTimeout(timer);
      timer = setTimeout(end, quietMs);
    });
    const end = (): void => {
      observer.disconnect();
      ended({ before, changes, still });
    };
    let timer = setTimeout(end, quietMs);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  };
  const ended = new Promise<Watched>((resolve, reject) => {
    const never = setTimeout(() => reject(new Error(`no ${event} came`)), 10_000);
    const begun = (): void => {
      clearTimeout(never);
      begin(resolve);
    };
    document.addEventListener(event, begun, { capture: true, once: true });
  });
  Object.assign(globalThis, { watched: ended });
}
