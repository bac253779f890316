import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronRuntime } from './electron-runtime.ts';
import { FALLBACK_VERSION, fallbackAt, fetchFallback } from './fallback-electron.ts';
import { NODE24, ROOT, requireHere } from './paths.ts';
import { capture, SetupProblem } from './run.ts';

const PROBE_MS = 12_000;
const DOWNLOAD_MS = 10 * 60_000;

const EXECUTABLE: Readonly<Record<string, string>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

const packageFolder = join(ROOT, 'node_modules', 'electron');

function wantedVersion(): string {
  return (requireHere(join(packageFolder, 'package.json')) as { version: string }).version;
}

function installed(): ElectronRuntime | undefined {
  const folder = join(packageFolder, 'dist');
  const executable = join(folder, EXECUTABLE[process.platform] ?? 'electron');
  const version = wantedVersion();
  const note = join(folder, 'version');
  if (!existsSync(executable) || !existsSync(note)) return undefined;
  if (readFileSync(note, 'utf8').trim().replace(/^v/, '') !== version) return undefined;
  return { folder, executable, version, kind: 'wanted' };
}

/** Whether Electron's releases (or the mirror that the environment names) answer with data within some seconds. */
async function reachable(version: string): Promise<boolean> {
  const base =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  try {
    const url = `${base.replace(/\/*$/, '/')}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
    const answer = await fetch(url, { headers: { range: 'bytes=0-65535' }, signal: AbortSignal.timeout(PROBE_MS) });
    if (!answer.ok || answer.body === null) return false;
    const first = await answer.body.getReader().read();
    return (first.value?.length ?? 0) > 0;
  } catch {
    return false; // no route, no name, no answer in time: all mean "not from there"
  }
}

async function download(version: string): Promise<ElectronRuntime | undefined> {
  if (!(await reachable(version))) {
    console.log(
      `Electron ${version} cannot be fetched: its downloads did not answer within ${PROBE_MS / 1000} seconds.`,
    );
    return undefined;
  }
  console.log(`Fetching Electron ${version} (about 120 MB) ...`);
  const node = existsSync(NODE24) ? NODE24 : process.execPath;
  const result = await capture(node, [join(packageFolder, 'install.js')], { limitMs: DOWNLOAD_MS });
  const runtime = installed();
  if (!runtime) console.error(`Electron ${version} did not install: ${result.stderr.trim().slice(-500)}`);
  return runtime;
}

/**
 * Finds or fetches an Electron to run on: the one of package.json, else the fallback (Linux x64 only).
 * @param allowFallback false for releases, which are only ever made with the wanted version.
 * @throws SetupProblem where there is none.
 */
export async function provideElectron({
  allowFallback,
}: {
  readonly allowFallback: boolean;
}): Promise<ElectronRuntime> {
  const runtime = installed() ?? (allowFallback ? fallbackAt() : undefined) ?? (await download(wantedVersion()));
  if (runtime?.kind === 'wanted') return runtime;
  if (!allowFallback) {
    throw new SetupProblem(
      `a release is made with Electron ${wantedVersion()} only, which is not here and cannot be fetched.\n` +
        'Connect to the network (or set ELECTRON_MIRROR) and try again.',
    );
  }
  const fallback = runtime ?? (await fetchFallback());
  console.log(`Running on Electron ${FALLBACK_VERSION}: for evaluation and tests, not for patients' data.`);
  return fallback;
}
