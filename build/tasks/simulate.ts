import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/**
 * `npm run simulate -- --seeds N [--from S]` lets clinics suffer every fault, from as many seeds as one likes; `-- --seed S --trace`
 * shows what happened in one. See docs/simulation.md.
 */
await task(() =>
  show(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'test', 'simulation', 'main.ts'),
    ...process.argv.slice(2),
  ]),
);
