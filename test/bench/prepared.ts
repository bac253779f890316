/** Vaults of any size, made once as users make them: a generated clinic, imported by the whole vault, in a process of its own. */
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { cacheFolder } from './cache.ts';
import { type BenchOptions, PATIENTS } from './contract.ts';
import { multiplyHome } from './multiplied.ts';
import { type BenchWorkspace, databaseKey, openCopy } from './workspace.ts';

/** Hours: at L the import of an unhurried machine takes its time. */
const LIMIT_MS = 6 * 3_600_000;
const MADE = 'made.json';

/** What making the vault told. Bytes, milliseconds. */
const Made = z.object({
  patients: z.number(),
  records: z.number(),
  bytes: z.number(),
  generateMs: z.number(),
  generatePeak: z.number(),
  importMs: z.number(),
  importPeak: z.number(),
});
export type Made = z.infer<typeof Made>;

export interface Prepared {
  /** The home of the closed vault; not to be changed. */
  readonly home: string;
  readonly made: Made;
  /** Bytes of its database. */
  readonly databaseBytes: number;
}

/** The vault of this size, from the cache or made now. */
export async function prepared(options: Pick<BenchOptions, 'size' | 'cache' | 'multiplied'>): Promise<Prepared> {
  const { size, cache, multiplied } = options;
  if (multiplied && size === 'L') return multiply(await prepared({ ...options, size: 'M' }), options);
  const folder = await cacheFolder(size, cache);
  const home = join(folder, 'home');
  const file = join(folder, MADE);
  if (!existsSync(file)) {
    rmSync(home, { recursive: true, force: true });
    process.stderr.write(`Making a vault of ${PATIENTS[size]} patients in ${folder}\n`);
    const args = [join(ROOT, 'test', 'bench', 'make-vault.ts'), folder, String(PATIENTS[size])];
    const { code, stderr } = await capture(process.execPath, args, { limitMs: LIMIT_MS });
    if (code !== 0) throw new Error(`the vault could not be made: ${stderr.slice(-2000)}`);
  }
  return read(folder);
}

/** The vault of a smaller size so many times over. */
async function multiply(
  { home, made }: Prepared,
  { size, cache }: Pick<BenchOptions, 'size' | 'cache'>,
): Promise<Prepared> {
  const folder = await cacheFolder(size, cache, '-multiplied');
  if (!existsSync(join(folder, MADE))) {
    const times = PATIENTS[size] / made.patients;
    process.stderr.write(`Making a vault of ${PATIENTS[size]} patients of one of ${made.patients} in ${folder}\n`);
    const records = await multiplyHome(home, join(folder, 'home'), times);
    writeFileSync(join(folder, MADE), `${JSON.stringify({ ...made, patients: made.patients * times, records })}\n`);
  }
  return read(folder);
}

function read(folder: string): Prepared {
  const made = Made.parse(JSON.parse(readFileSync(join(folder, MADE), 'utf8')));
  const home = join(folder, 'home');
  return { home, made, databaseBytes: statSync(join(home, 'xinglin.db')).size };
}

/** A copy to work on, under its key or decrypted; closing it removes it. */
export async function scratch(home: string, file: string, encrypted: boolean): Promise<BenchWorkspace> {
  copyFileSync(join(home, 'xinglin.db'), file);
  if (!encrypted) decrypt(file, await databaseKey(home));
  return openCopy(home, file, encrypted);
}

/** The yardstick of encryption at rest: the same pages in a plain file. */
function decrypt(file: string, key: Uint8Array): void {
  const db = new Database(file);
  try {
    db.pragma("cipher='aegis'");
    db.pragma(`key='raw:${toHex(key)}'`);
    db.pragma('temp_store=MEMORY');
    // a key is not changed while there is a journal of the other kind
    db.pragma('journal_mode=DELETE');
    db.pragma("rekey=''");
  } finally {
    db.close();
  }
}
