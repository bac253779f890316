import { join } from 'node:path';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';

/**
 * `npm run conformance:sql-on-fhir -- DIR` runs the tests of SQL on FHIR in a folder and prints the official report, or writes
 * it into a file (`--report FILE`); the last line is the score.
 */
await task(() =>
  show(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'test', 'conformance', 'sql-on-fhir', 'main.ts'),
    ...process.argv.slice(2),
  ]),
);
