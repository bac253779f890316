import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/**
 * `npm run conformance:validation -- DIR` compares our verdicts with those in DIR/expected.tsv; `--part develop` or `--part held`
 * takes two thirds or the other third of the files. See docs/validation.md.
 */
await task(() =>
  show(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'test', 'conformance', 'validation', 'main.ts'),
    ...process.argv.slice(2),
  ]),
);
