import { join } from 'node:path';
import { BIN, ROOT } from '../setup/paths.ts';
import { capture, show } from '../setup/run.ts';

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

const FOLDERS = ['shared', 'electron', 'renderer', 'cloud', 'build', 'test'];

/** The note about a missing TypeScript compiler is left out: swc reads the sources (see the configuration). */
const arrows: Check = {
  name: 'arrows of the architecture',
  run: async () => {
    const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
    const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...FOLDERS];
    const result = await capture(process.execPath, args, { cwd: ROOT });
    console.log(`${result.stdout}${result.stderr}`.split('\u203C missing-tsc-transpiler')[0]?.trim());
    return result.code === 0;
  },
};

/** What must hold before any test runs: format, types, arrows, nothing unused. */
const CHECKS: readonly Check[] = [
  program('format and lint', 'biome', ['check', '.']),
  program('types', 'tsc', ['-p', 'tsconfig.json']),
  arrows,
  program('nothing unused', 'knip', []),
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
