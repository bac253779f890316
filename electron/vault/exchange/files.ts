/** Finds the files that an import is about. */
import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ErrorCode } from '../../../shared/base/errors.ts';
import type { ImportProblem } from '../../../shared/bridge/exchange.ts';
import type { FoundFiles, SourceFile } from './contract.ts';

/**
 * The files at `paths`. A file that is named is taken whatever its ending; from a folder, at any depth, those that end in
 * one of `endings` (`.gz` aside) and are not hidden. Folders that are symbolic links are not entered from another folder.
 */
export async function findFiles(paths: readonly string[], endings: readonly string[]): Promise<FoundFiles> {
  const found = new Map<string, SourceFile>();
  const problems: ImportProblem[] = [];
  const refuse = (path: string, error: unknown): void => {
    problems.push({ file: basename(path) || path, ...troubleOf(error) });
  };
  let taken = 0;
  const take = async (path: string, facts: Stats): Promise<void> => {
    taken++;
    const real = await realpath(path);
    if (!found.has(real)) found.set(real, { path, name: basename(path), size: facts.size, changed: facts.mtimeMs });
  };
  const enter = async (folder: string): Promise<void> => {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      try {
        if (entry.isDirectory()) await enter(path);
        else if (endings.includes(endingOf(entry.name))) {
          const facts = await stat(path);
          if (facts.isFile()) await take(path, facts);
        }
      } catch (error) {
        refuse(path, error);
      }
    }
  };

  for (const path of paths) {
    try {
      const facts = await stat(path);
      if (facts.isDirectory()) {
        const before = taken;
        await enter(path);
        if (taken === before) problems.push({ file: basename(path) || path, ...EMPTY });
      } else if (facts.isFile()) await take(path, facts);
      else problems.push({ file: basename(path), code: 'file-unreadable', message: 'Neither a file nor a folder.' });
    } catch (error) {
      refuse(path, error);
    }
  }
  return { files: [...found.values()], problems };
}

const EMPTY = { code: 'file-not-found', message: 'The folder holds no file that can be imported.' } as const;

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

/** `.ndjson` of `a.NDJSON.gz`. */
function endingOf(name: string): string {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  const dot = plain.lastIndexOf('.');
  return dot < 0 ? '' : plain.slice(dot);
}

function troubleOf(error: unknown): { code: ErrorCode; message: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { code: 'file-not-found', message: 'There is no such file or folder.' };
  if (/^E[A-Z]+$/.test(code)) return { code: 'file-unreadable', message: `It cannot be read (${code}).` };
  throw error;
}
