import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/** `npm run bench [-- ARGS]`: the figures of docs/speed.md on this machine; see test/bench/. */
await task(() =>
  show(process.execPath, ['--expose-gc', join(ROOT, 'test', 'bench', 'main.ts'), ...process.argv.slice(2)]),
);
