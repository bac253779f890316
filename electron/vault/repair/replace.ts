/** Puts a rebuilt database in the place of a damaged one, which is kept under a dated name. */
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../backup/files.ts';
import { onDisk } from '../storage/disk.ts';

/**
 * Nobody has either database open. At every moment a database stands under the name: the damaged one until the very end.
 * Returns where the damaged one was put. Raises home-unusable.
 */
export function replaceDatabase(database: string, rebuilt: string, now: number): string {
  const kept = freeName(dirname(database), new Date(now).toISOString().slice(0, 19).replaceAll(':', '-'));
  onDisk(() => {
    if (!link(database, kept)) renameSync(database, kept);
    if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
    rmSync(`${database}-shm`, { force: true });
    renameSync(rebuilt, database);
    syncFolder(dirname(database));
  });
  return kept;
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
