/** Scrolling through the list of all patients, in the window. */
import type { Person } from '../../e2e/person.ts';
import { rowsOf } from './watch.ts';

/** Frames of each way of scrolling. */
const FRAMES = 400;
/** A frame at 60 Hz, in milliseconds: a rate that is kept is at most this one. */
export const FRAME_MS = 1000 / 60;

export interface Scrolled {
  /** From one frame to the next, in milliseconds. */
  readonly frames: readonly number[];
  /** How long rows in sight were open at a time, in milliseconds; empty where none ever was. */
  readonly open: readonly number[];
}

/** Turns the wheel: so many rows each frame, from the top on, and back from the end of the list. */
export function wheel(person: Person, rowsPerFrame: number): Promise<Scrolled> {
  return scroll(person, { steps: FRAMES, rows: rowsPerFrame });
}

/** Drags the bar from the top to the bottom in so many jumps, each of which waits for its rows. */
export function drag(person: Person, jumps: number): Promise<Scrolled> {
  return scroll(person, { steps: jumps, rows: 0 });
}

/** What a window at rest takes for its frames. */
export function atRest(person: Person): Promise<Scrolled> {
  return scroll(person, { steps: FRAMES / 4, rows: -1 });
}

async function scroll(person: Person, how: How): Promise<Scrolled> {
  const { page, t } = person;
  await person.goes('patients');
  await page.getByRole('combobox', { name: t('patients.search') }).fill('');
  const selector = rowsOf(t('patients.list'));
  await page.locator(selector).first().waitFor();
  await page.waitForTimeout(300);
  return page.evaluate(inPage, { ...how, selector });
}

interface How {
  readonly steps: number;
  /** Rows for each step; 0 spreads the steps over the list, and waits after each; -1 does not scroll. */
  readonly rows: number;
}

/** Runs in the page, and stands on nothing outside of itself. */
async function inPage({
  steps,
  rows,
  selector,
}: How & { readonly selector: string }): Promise<{ frames: number[]; open: number[] }> {
  const row = document.querySelector(selector);
  const list = row?.closest('[role=listbox]');
  if (!list || !row) throw new Error('there is no list');
  const height = row.getBoundingClientRect().height;
  const end = list.scrollHeight - list.clientHeight;
  const frame = () => new Promise<number>((next) => requestAnimationFrame(next));
  const complete = (): boolean => {
    const there = new Set(
      Array.from(list.querySelectorAll('[role=option]'), (one) => one.getAttribute('aria-posinset')),
    );
    const last = Math.min(list.scrollHeight, list.scrollTop + list.clientHeight - 1);
    for (let at = Math.floor(list.scrollTop / height); at < last / height; at += 1)
      if (!there.has(String(at + 1))) return false;
    return true;
  };
  const frames: number[] = [];
  const open: number[] = [];
  let openSince: number | undefined;
  let before = await frame();
  const look = (): void => {
    const whole = complete();
    if (!whole) openSince ??= performance.now();
    else if (openSince !== undefined) {
      open.push(performance.now() - openSince);
      openSince = undefined;
    }
  };
  const next = async (): Promise<void> => {
    const now = await frame();
    frames.push(now - before);
    before = now;
  };
  list.scrollTop = 0;
  await next();
  frames.length = 0;
  for (let step = 1; step <= steps; step += 1) {
    if (rows > 0) list.scrollTop = end - Math.abs(((step * rows * height) % (2 * end)) - end);
    else if (rows === 0) list.scrollTop = (end * step) / steps;
    look(); // what this frame will draw
    await next();
    while (rows === 0 && openSince !== undefined) {
      look();
      await next();
    }
  }
  return { frames, open };
}
