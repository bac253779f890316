/** So many of something in a minute, by key. */
import type { Clock } from '../../shared/base/world.ts';

const MINUTE_MS = 60_000;

export interface Window {
  /** Counts one more. 0, or the seconds after which the next is welcome. */
  take(key: string): number;
}

/** Counts in minutes of the clock; what was counted is forgotten with each. */
export function createWindow(most: number, clock: Clock): Window {
  let minute = 0;
  let counts = new Map<string, number>();
  return {
    take(key) {
      const now = clock.now();
      const current = Math.floor(now / MINUTE_MS);
      if (current !== minute) {
        minute = current;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= most ? 0 : Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000);
    },
  };
}
