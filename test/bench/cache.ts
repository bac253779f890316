/** Where prepared vaults are kept between runs: by size, seed, and what the code that made them was. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
import type { Size } from './contract.ts';
import { SEED } from './sample.ts';

/** The code that decides what is in a vault. */
const CODE = ['electron/vault', 'shared'] as const;
const LIMIT_MS = 60_000;

/** The folder of a prepared vault; it need not be there yet. `cache`: a folder, or undefined for the system's temporary one. `kind`: of how it is made. */
export async function cacheFolder(size: Size, cache: string | undefined, kind = ''): Promise<string> {
  const folder = join(cache ?? join(tmpdir(), 'xinglin-bench-cache'), `${size}${kind}-${SEED}-${await codeKey()}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Changes with every change of that code, committed or not. Where there is no git, every run has a key of its own. */
async function codeKey(): Promise<string> {
  const trees = await git('rev-parse', ...CODE.map((path) => `HEAD:${path}`));
  const changed = await git('diff', 'HEAD', '--', ...CODE);
  const added = await git('ls-files', '--others', '--exclude-standard', '--', ...CODE);
  if (trees === undefined) return `run-${process.pid}`;
  return createHash('sha256').update([trees, changed, added].join('\n')).digest('hex').slice(0, 16);
}

async function git(...args: string[]): Promise<string | undefined> {
  const { code, stdout } = await capture('git', args, { cwd: ROOT, limitMs: LIMIT_MS });
  return code === 0 ? stdout : undefined;
}
