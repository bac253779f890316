import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/** How much of their usual number of random histories the tests look at, for each mutant. */
const SHARE = '0.01';

/**
 * `npm run mutation [-- ARGS]`: changes shared/merge in hundreds of small ways and says which of them no test notices; see
 * docs/mutation.md. `-- --mutate shared/merge/diff.ts` for one file.
 */
await task(() => {
  const program = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const config = join(ROOT, 'build', 'mutation', 'stryker.config.json');
  return show(process.execPath, [program, 'run', config, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, XINGLIN_RANDOM_SHARE: SHARE },
  });
});
