/** Files that people name: where a backup is written to and read from. */
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { raise } from '../../../shared/base/result.ts';

/** Where a backup grows until it is proved. */
export function partialOf(file: string): string {
  return `${file}.partial`;
}

/** A place for a backup with its folder's real path. Raises file-unwritable for a folder that is not there or is the workstation's own. */
export function checkedTarget(file: string, home: string): string {
  const full = resolve(file);
  const folder = onTarget(() => realpathSync(dirname(full)));
  const own = realpathSync(home);
  if (folder === own || folder.startsWith(own + sep)) {
    raise(
      'file-unwritable',
      "A backup does not belong into the workstation's own folder. Choose another disk or another folder.",
    );
  }
  return join(folder, basename(full));
}

/** Puts a proved backup in its place, durably. */
export function putInPlace(file: string): void {
  onTarget(() => {
    renameSync(partialOf(file), file);
    syncFolder(dirname(file));
  });
}

/** Makes a rename last through a loss of power, where the system can do that for folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes what was begun. */
export function removePartial(file: string): void {
  rmSync(partialOf(file), { force: true });
}

/** Errors of the place that was chosen for a backup: disk-full, file-unwritable. */
export function onTarget<T>(work: () => T): T {
  return translated(work, (code) => {
    if (code === 'EFBIG')
      raise(
        'disk-full',
        'The disk takes no file of this size. Nothing was lost; choose another disk (FAT32 ends at 4 GB: use exFAT).',
      );
    if (['ENOSPC', 'EDQUOT'].includes(code))
      raise(
        'disk-full',
        'There is no room for the backup where it was to go. Nothing was lost; make room there, or choose another disk.',
      );
    raise(
      'file-unwritable',
      'The backup could not be written there. Choose another folder, or check that the disk is connected.',
    );
  });
}

/** Errors of a file that was chosen to be read: file-not-found, file-unreadable. */
export function onSource<T>(work: () => T): T {
  return translated(work, (code) => {
    if (code === 'ENOENT') raise('file-not-found', 'There is no such file. Check that the disk is connected.');
    raise('file-unreadable', 'The file could not be read. Check its permissions, or copy it to this machine first.');
  });
}

function translated<T>(work: () => T, tell: (code: string) => void): T {
  try {
    return work();
  } catch (error) {
    // of the system, not of this program or of SQLite
    if (error instanceof Error && 'syscall' in error && 'code' in error) tell(String(error.code));
    throw error;
  }
}
