/**
 * Files while they are written: they stand beside what they become, for only there is giving them their name one step. Where this process
 * writes is remembered, so that the next removes what it left if it is killed.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const Folders = z.array(z.strictObject({ folder: z.string(), process: z.int() }));
type Folders = z.infer<typeof Folders>;

/** What a file is called until it is whole. */
export function partialOf(name: string): string {
  return `.${name}${endingOf(process.pid)}`;
}

/** Remembers in `file` that this process writes into a folder; the function that it returns forgets it. */
export function rememberFolder(file: string, folder: string): () => void {
  const mine = { folder: resolve(folder), process: process.pid };
  keep(file, [...remembered(file), mine]);
  return () => {
    const all = remembered(file);
    const at = all.findIndex((one) => one.folder === mine.folder && one.process === mine.process);
    keep(file, at < 0 ? all : all.toSpliced(at, 1));
  };
}

/** Removes what processes left that were killed. A folder that is not there now, as one on a stick, is looked at again the next time. */
export function removeLeft(file: string): void {
  keep(
    file,
    remembered(file).filter((one) => !isCleared(one)),
  );
}

function isCleared({ folder, process: left }: Folders[number]): boolean {
  try {
    for (const name of readdirSync(folder))
      if (name.startsWith('.') && name.endsWith(endingOf(left))) rmSync(join(folder, name), { force: true });
    return true;
  } catch {
    return false;
  }
}

function endingOf(pid: number): string {
  return `.${pid}.partial`;
}

/** A file that cannot be read is as good as none: it keeps nobody from anything. */
function remembered(file: string): Folders {
  try {
    return existsSync(file) ? Folders.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  } catch {
    return [];
  }
}

/** A disk that takes no file keeps nobody from exporting to another. */
function keep(file: string, folders: Folders): void {
  try {
    if (folders.length === 0) rmSync(file, { force: true });
    else writeFileSync(file, JSON.stringify(folders), { mode: 0o600 });
  } catch {
    // what is left then is removed by hand
  }
}
