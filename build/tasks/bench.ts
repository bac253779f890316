import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/** `npm run bench [-- ARGS]`: figures of this machine, each beside its yardstick; see test/bench/. */
await task(() =>
  show(process.execPath, ['--expose-gc', join(ROOT, 'test', 'bench', 'main.ts'), ...process.argv.slice(2)]),
);
