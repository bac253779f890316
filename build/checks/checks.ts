import { join } from 'node:path';
import { BIN, ROOT } from '../setup/paths.ts';
import { show } from '../setup/run.ts';

export interface Check {
  readonly name: string;
  /** True where nothing was found. */
  run(): Promise<boolean>;
}

function program(name: string, command: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const windows = process.platform === 'win32';
      return (await show(join(BIN, windows ? `${command}.cmd` : command), args, { cwd: ROOT, shell: windows })) === 0;
    },
  };
}

/** What must hold before any test runs: format, types, arrows, nothing unused. */
export const CHECKS: readonly Check[] = [
  program('format and lint', 'biome', ['check', '.']),
  program('types', 'tsc', ['-p', 'tsconfig.json']),
  program('arrows of the architecture', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    'shared',
    'electron',
    'renderer',
    'cloud',
    'build',
    'test',
  ]),
];

/** Runs all checks, each to its end; the number of those that failed. */
export async function runChecks(): Promise<number> {
  let failed = 0;
  for (const check of CHECKS) {
    console.log(`\n== ${check.name}`);
    if (await check.run()) continue;
    failed += 1;
    console.error(`== ${check.name}: FAILED`);
  }
  return failed;
}
