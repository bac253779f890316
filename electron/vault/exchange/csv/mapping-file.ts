/** A mapping of tables in a file (docs/csv.md): whatever the file is, what is wrong with it is said in a sentence. */
import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { raise } from '../../../../shared/base/result.ts';
import { Mapping } from '../../../../shared/csv/mapping.ts';
import { isDeep } from '../../../../shared/merge/valid.ts';
import { readingTrouble } from '../bytes.ts';

/** The largest file that is read, in bytes: a mapping of 500 columns with all words of a code system stays far below it. */
const LARGEST = 4 * 1024 * 1024;
/** So much of what is wrong with it is quoted, in characters. */
const QUOTED = 300;

/** The mapping in a file. Raises file-not-found, file-unreadable, csv-mapping with where it goes wrong. */
export async function readMapping(path: string): Promise<Mapping> {
  const value = parsed(await readBytes(path));
  const { success, data, error } = Mapping.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const what = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  return refuse(`The mapping cannot be used. ${what.length > QUOTED ? `${what.slice(0, QUOTED)}…` : what}`);
}

/** All bytes; of what is larger than any mapping, or has no end, none. */
async function readBytes(path: string): Promise<Buffer> {
  try {
    // a device and a pipe may never end
    if (!(await stat(path)).isFile())
      raise('file-unreadable', 'This is no file with a mapping, but a folder or a device. Nothing was changed.');
    const handle = await open(path);
    try {
      const bytes = Buffer.alloc(LARGEST + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = (await handle.read(bytes, length, bytes.length - length, length)).bytesRead;
      return length <= LARGEST
        ? bytes.subarray(0, length)
        : refuse(`The file is larger than ${LARGEST >> 20} MB: it is no mapping.`);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const why = readingTrouble(error);
    if (!why) throw error;
    return raise(why.code, `${why.message} Nothing was changed.`);
  }
}

function parsed(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return refuse('The mapping is not UTF-8 text. Save the file as UTF-8.');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (isDeep(text)) return refuse('The mapping is nested deeper than any mapping is.');
  try {
    return JSON.parse(text);
  } catch {
    return refuse('The mapping is not JSON.');
  }
}

function refuse(why: string): never {
  return raise('csv-mapping', `${why} Nothing was changed.`);
}
