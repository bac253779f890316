/** Files that people bring in. */
import { readFile } from 'node:fs/promises';
import { raise } from '../../../shared/base/result.ts';

/** The text of a file: UTF-8, or what Chinese programs for tables write otherwise. Raises file-not-found, file-unreadable. */
export async function textOf(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? raise('file-not-found', 'There is no such file. Nothing was imported.')
      : raise('file-unreadable', 'The file cannot be read. Nothing was imported.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
