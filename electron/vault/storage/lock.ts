/**
 * One vault owns a home. The lock is an exclusive transaction on a small plain SQLite file: the operating system drops it
 * when its holder dies, so there is no stale lock to clear.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { raise } from '../../../shared/base/result.ts';
import { onDisk, ownFile } from './disk.ts';

const Holder = z.object({ pid: z.int(), program: z.string().max(100) });

/** Takes the home for this process; raises home-in-use with who has it, or home-unusable. Returns what gives it back. */
export function lockHome(home: string, program: string): () => void {
  const db = onDisk(() => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const file = join(home, 'lock.sqlite');
    ownFile(file);
    return new Database(file, { timeout: 0 });
  });
  const holderFile = join(home, 'holder.json');
  try {
    db.pragma('journal_mode=DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) return onDisk(() => rethrow(error));
    const holder = readHolder(holderFile);
    const by = holder ? `${holder.program} (process ${holder.pid})` : 'another program';
    raise('home-in-use', `This workstation is open in ${by}. Close it there and try again.`, { by });
  }
  onDisk(() => writeFileSync(holderFile, JSON.stringify({ pid: process.pid, program }), { mode: 0o600 }));
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

function rethrow(error: unknown): never {
  throw error;
}

function readHolder(file: string): z.infer<typeof Holder> | null {
  try {
    const parsed = Holder.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // written by its holder a moment later; the lock itself does not depend on it
  }
}
