/** Folders for copies on their way. */
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../shared/base/bytes.ts';
import type { VaultCore } from './core.ts';

/** Work with a folder of its own for copies on their way. A program that is killed leaves it to the next that opens the home. */
export async function inWorkFolder<T>(core: VaultCore, run: (work: string) => Promise<T>): Promise<T> {
  const all = core.files.work;
  const work = join(all, toHex(core.options.random.bytes(8)));
  try {
    return await run(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
    if (existsSync(all) && readdirSync(all).length === 0) rmdirSync(all);
  }
}
