/**
 * How the notebook's process starts in a release: the vault is a utility process of an Electron whose fuses are a release's, and asks main for
 * another. Main, the ports, the limits and the ends are the product's own; the thread with SQLite is not, because an Electron that is
 * older than its binding may have to do here.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provideElectron } from '../../build/setup/electron.ts';
import { ROOT } from '../../build/setup/paths.ts';
import { type Display, startDisplay } from './display.ts';
import { SWITCHES } from './harness.ts';

const PROGRAMS: Readonly<Record<string, string>> = {
  main: 'test/e2e/utility/main.ts',
  vault: 'test/e2e/utility/vault.ts',
  'notebook-process': 'electron/vault/notebook-process.ts',
  'notebook-thread': 'test/e2e/utility/thread.ts',
};

let folder: string;
let display: Display;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-utility-'));
  display = await startDisplay();
});
afterAll(async () => {
  await display?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An application in an archive, of modules of the kind that every Electron reads. */
async function makeApplication(resources: string): Promise<void> {
  const programs = join(folder, 'programs');
  for (const [name, file] of Object.entries(PROGRAMS))
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        ssr: join(ROOT, file),
        target: 'node18',
        outDir: programs,
        emptyOutDir: false,
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: {
          external: ['electron', ...builtinModules, /^node:/],
          output: { format: 'cjs', entryFileNames: `${name}.js`, codeSplitting: false },
        },
      },
    });
  writeFileSync(join(programs, 'package.json'), JSON.stringify({ name: 'utility', version: '1.0.0', main: 'main.js' }));
  await createPackage(programs, join(resources, 'app.asar'));
}

/** An Electron with the application and the fuses of a release; the path of its program. */
async function makeProgram(): Promise<string> {
  const electron = await provideElectron({ allowFallback: true });
  const program = join(folder, 'electron');
  mkdirSync(join(folder, 'resources'));
  for (const name of readdirSync(electron.folder))
    if (name !== 'resources' && join(electron.folder, name) !== electron.executable)
      symlinkSync(join(electron.folder, name), join(folder, name));
  cpSync(electron.executable, program);
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
  });
  await makeApplication(join(folder, 'resources'));
  return program;
}

/** What the program says on its last line. */
function said(program: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...SWITCHES, `--user-data-dir=${join(folder, 'user')}`], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, DISPLAY: display.name },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (out += String(bytes)));
    const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
    child.once('exit', () => {
      clearTimeout(timer);
      const line = out.split('\n').find((one) => one.startsWith('{"answers"'));
      if (line) resolve(JSON.parse(line));
      else reject(new Error(out.slice(-4000)));
    });
  });
}

describe.runIf(process.platform === 'linux')('the process of the notebook in a release', () => {
  it('answers, is ended at its limits, begins anew, and ends with the vault; main sees none of its rows', async () => {
    expect(await said(await makeProgram())).toEqual({
      answers: [[[2]], 'query-time-limit', [[2]], 'query-memory-limit', [[2]]],
      passing: ['child-kill', 'child-start', 'end'],
      running: 1,
      allGone: true,
      electron: expect.any(String),
    });
  });
});
