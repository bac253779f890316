import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from '../setup/paths.ts';
import { show } from '../setup/run.ts';
import { type Counts, readReport } from './summary.ts';

/** Runs one project of vitest.config.ts to its end and counts its tests. */
export async function runVitest(project: 'unit' | 'e2e', args: readonly string[] = []): Promise<Counts> {
  console.log(`\n== tests: ${project}`);
  const report = join(CACHE, `vitest-${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const code = await show(process.execPath, [program, 'run', '--project', project, ...reporters, ...args], {
    cwd: ROOT,
    // workers and commands are begun some thousand times: their modules are compiled once
    env: { ...process.env, NODE_COMPILE_CACHE: join(CACHE, 'compiled') },
  });
  return readReport(report, code);
}
