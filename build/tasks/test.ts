import { rmSync } from 'node:fs';
import { runChecks } from '../checks/checks.ts';
import { add, type Counts, SUMMARY_FILE, summarise } from '../checks/summary.ts';
import { runVitest } from '../checks/vitest.ts';
import { packageApplication } from '../package/package.ts';
import { SetupProblem, task } from '../setup/run.ts';
import { prepareWindow } from '../setup/window.ts';

const PARTS = ['checks', 'unit', 'e2e'] as const;
type Part = (typeof PARTS)[number];

/**
 * `npm test`: checks, unit tests, then the packaged application; all of them also after one failed.
 * `npm run test:unit` and `test:e2e` name one part; what follows goes to vitest.
 */
await task(async () => {
  rmSync(SUMMARY_FILE, { force: true });
  const [first, ...rest] = process.argv.slice(2);
  const named = PARTS.find((part) => part === first);
  const parts: readonly Part[] = named ? [named] : PARTS;
  const args = named ? rest : process.argv.slice(2);

  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  // packaging is one thread's work, and so are most checks: beside each other they take half as long
  const packaged = parts.includes('e2e') && ready();
  if (parts.includes('checks')) counts = add(counts, { passed: 0, failed: await runChecks(), skipped: 0 });
  const isPackaged = await packaged;
  if (parts.includes('unit')) counts = add(counts, await runVitest('unit', args));
  if (parts.includes('e2e')) {
    counts = add(counts, isPackaged ? await runVitest('e2e', args) : { passed: 0, failed: 1, skipped: 0 });
  }
  console.log(`\n${summarise(counts)}`);
  return counts.failed === 0 ? 0 : 1;
});

/** Whether a packaged window can open here; says why not. */
async function ready(): Promise<boolean> {
  try {
    await prepareWindow('unseen');
    await packageApplication('evaluation', false);
    return true;
  } catch (error) {
    console.error(error instanceof SetupProblem ? `\nxinglin: ${error.message}` : error);
    return false;
  }
}
