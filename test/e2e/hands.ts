import type { Locator, Page } from 'playwright-core';

/** Somebody whose every key press and click is counted. */
export interface Hands {
  /** Presses keys at once, as `Control+Enter`: each of them counts. */
  press(keys: string): Promise<void>;
  click(target: Locator): Promise<void>;
  /** Words and values, which do not count. */
  type(text: string): Promise<void>;
  readonly count: () => number;
}

/** Hands on a window; nothing else may press or click in it while they are counted. */
export function handsOn(page: Page): Hands {
  let count = 0;
  return {
    async press(keys) {
      count += keys.split('+').length;
      await page.keyboard.press(keys);
    },
    async click(target) {
      count += 1;
      await target.click();
    },
    type: (text) => page.keyboard.type(text, { delay: 5 }),
    count: () => count,
  };
}
