/** What is told stays until somebody can have seen it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterSeen } from '../../../renderer/ui/after-seen.ts';

let frames: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (n: number) => frames.splice(n - 1, 1));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The window draws. */
function draws(): void {
  for (const draw of frames.splice(0)) draw();
}

it('counts from when it was drawn, however long the window was hidden', () => {
  const end = vi.fn();
  afterSeen(4000, end);
  vi.advanceTimersByTime(60_000);
  draws();
  vi.advanceTimersByTime(60_000);
  draws();
  vi.advanceTimersByTime(3999);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledOnce();
});

it.each([0, 1, 2])('is given up after %i frames', (count) => {
  const end = vi.fn();
  const stop = afterSeen(4000, end);
  for (let n = 0; n < count; n += 1) draws();
  stop();
  draws();
  draws();
  vi.advanceTimersByTime(10_000);
  expect(end).not.toHaveBeenCalled();
});
