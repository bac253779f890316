import { closeSync, openSync } from 'node:fs';
import { raise } from '../../../shared/base/result.ts';

/** Makes sure that a file is there, readable by its owner only. A database's log and shared memory take over its mode. */
export function ownFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

/** Turns the errors of files that people can do something about into expected failures: disk-full, home-unusable. */
export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
      raise('disk-full', 'The disk is full. Nothing that was saved is lost; free some space and try again.');
    }
    if (
      /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM)/.test(code) ||
      ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO', 'EEXIST'].includes(code)
    ) {
      raise(
        'home-unusable',
        "The workstation's folder cannot be read or written. Check the disk and the folder's permissions.",
      );
    }
    throw error;
  }
}
