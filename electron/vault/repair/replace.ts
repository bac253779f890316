/** Puts a rebuilt database in the place of a damaged one, which is kept under a dated name. */
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../backup/files.ts';
import { onDisk } from '../storage/disk.ts';

/**
 * Nobody has either database open. Once the rebuilt one stands beside it, it takes the damaged one's place, if need be at the next
 * opening. Returns where the damaged one was put. Raises home-unusable.
 */
export function replaceDatabase(database: string, rebuilt: string, now: number): string {
  const kept = freeName(dirname(database), new Date(now).toISOString().slice(0, 19).replaceAll(':', '-'));
  onDisk(() => {
    if (!link(database, kept)) copyFileSync(database, kept);
    if (existsSync(`${database}-wal`)) copyFileSync(`${database}-wal`, `${kept}-wal`);
    renameSync(rebuilt, readyName(database));
    syncFolder(dirname(database));
    finishReplacement(database);
  });
  return kept;
}

/**
 * Puts a rebuilt database that stands ready into its place; for whoever opens the home, too, for a program may end in the middle. The
 * old one is never opened again: without its journal it would lack its last changes.
 */
export function finishReplacement(database: string): void {
  onDisk(() => {
    if (!existsSync(readyName(database))) return;
    for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    renameSync(readyName(database), database);
    syncFolder(dirname(database));
  });
}

function readyName(database: string): string {
  return `${database}.rebuilt`;
}

function freeName(folder: string, day: string): string {
  for (let count = 1; ; count++) {
    const name = join(folder, `xinglin.damaged-${day}${count > 1 ? `-${count}` : ''}.db`);
    if (!existsSync(name)) return name;
  }
}

/** A second name for the same file; false on disks that know no such thing. */
function link(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}
