/** Files of an export: written under hidden temporary names, given their own when all are complete. */
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { raise } from '../../../../shared/base/result.ts';
import { refuseUnwanted } from '../../storage/bounds.ts';
import { partialOf } from '../partial.ts';

export interface Output {
  /** Appends text (UTF-8), or bytes as they are, to a file. */
  write(name: string, text: string | Uint8Array): Promise<void>;
  /** Makes everything durable and visible; the full paths of the files that got anything. Raises as `refuseUnwanted` where they are not wanted any more. */
  finish(): Promise<string[]>;
  /** Removes what is not finished. Does nothing after `finish`. */
  discard(): Promise<void>;
}

/** Prepares the folder. Raises already-exists where one of `names` is there, file-unwritable where it cannot be written to. */
export async function makeOutput(folder: string, names: readonly string[]): Promise<Output> {
  const open_ = new Map<string, FileHandle>();
  const temporary = (name: string): string => join(folder, partialOf(name));

  const prepare = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of names) if (await exists(join(folder, name))) taken(name);
  };
  const write = async (name: string, text: string | Uint8Array): Promise<void> => {
    let file = open_.get(name);
    if (!file) {
      // what an earlier process of this number may have left is nobody's
      await rm(temporary(name), { force: true });
      file = await open(temporary(name), 'wx', 0o600);
      open_.set(name, file);
    }
    await file.appendFile(text, 'utf8');
  };
  const finish = async (): Promise<string[]> => {
    for (const file of open_.values()) {
      await file.sync();
      await file.close();
    }
    refuseUnwanted();
    const files: string[] = [];
    for (const name of [...open_.keys()].sort()) {
      await reveal(temporary(name), join(folder, name), name);
      open_.delete(name);
      files.push(join(folder, name));
    }
    return files;
  };
  const discard = async (): Promise<void> => {
    for (const [name, file] of open_) {
      await file.close();
      await rm(temporary(name), { force: true });
    }
    open_.clear();
  };

  await inWords(prepare);
  return {
    write: (name, text) => inWords(() => write(name, text)),
    finish: () => inWords(finish),
    discard: () => inWords(discard),
  };
}

/** Gives a file its name without ever replacing another. */
async function reveal(from: string, to: string, name: string): Promise<void> {
  try {
    await link(from, to);
    await rm(from);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') taken(name);
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EMLINK)$/.test(codeOf(error))) throw error;
    // a file system without hard links, as on many sticks
    if (await exists(to)) taken(name);
    await rename(from, to);
  }
}

function taken(name: string): never {
  raise('already-exists', `The folder already holds ${name}. Choose another folder; nothing was overwritten.`, {
    file: name,
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT')
      raise('disk-full', 'The disk is full. No file was left behind; free some space and export again.');
    if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|EIO|ENOENT|ENAMETOOLONG|EINVAL)$/.test(code)) {
      raise('file-unwritable', `The folder cannot be written to (${code}). Choose another.`);
    }
    throw error;
  }
}
