/** Shows the vault's progress as a bar. */
import type { Listener } from './context.ts';
import { type Bar, makeBar } from './progress.ts';
import type { World } from './world.ts';

export function barAndListener(world: World): { bar: Bar; listen: Listener } {
  const bar = makeBar(world);
  const listen: Listener = (name, payload) => {
    if (name === 'progress' && 'done' in payload) bar.show(payload);
  };
  return { bar, listen };
}
