/** A bar on a terminal's standard error; nothing where that is no terminal. */
import type { EventPayload } from '../../shared/bridge/index.ts';
import type { World } from './world.ts';

const WIDTH = 30;
const INTERVAL_MS = 100;

export interface Bar {
  show(progress: Pick<EventPayload<'progress'>, 'done' | 'total' | 'unit'>): void;
  /** Removes the bar, so that what follows begins on an empty line. */
  clear(): void;
}

export function makeBar({ stderr, say }: World, now: () => number = () => performance.now()): Bar {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show: ({ done, total, unit }) => {
      const complete = total !== undefined && done >= total;
      if (!stderr.isTTY || (!complete && now() - shown < INTERVAL_MS)) return;
      shown = now();
      const amount =
        unit === 'bytes'
          ? `${(done / 1e6).toFixed(1)} MB`
          : `${done} ${unit === 'records' ? say('records', '条记录') : say('changes', '处变更')}`;
      const part = total ? Math.min(1, done / total) : undefined;
      const bar =
        part === undefined ? '' : `[${'#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH)}] ${Math.floor(part * 100)}% `;
      stderr.write(`\r\x1b[K${bar}${amount}`);
    },
    clear: () => {
      if (stderr.isTTY && shown > Number.NEGATIVE_INFINITY) stderr.write('\r\x1b[K');
    },
  };
}
