/** Records on the command line: how they are named, read from files and printed. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { raise } from '../../shared/base/result.ts';
import { isObject, type JsonObject, parseJson } from '../../shared/records/json.ts';
import type { AskOrRaise } from './context.ts';
import type { Say } from './language.ts';
import type { World } from './world.ts';

interface Key {
  readonly type: string;
  readonly id: string;
}

export function keyWord(say: Say): string {
  return say('Type/id, as Patient/0198…', '类型/id，如 Patient/0198…');
}

export function fileWord(say: Say): string {
  return say('JSON file; - for standard input', 'JSON 文件；- 表示标准输入');
}

/** The record as it is kept, numbers with their own text. */
export async function current(ask: AskOrRaise, key: Key): Promise<JsonObject> {
  const { json } = await ask('record.json', key);
  return parseJson(json) as JsonObject;
}

/** A record that is named on the command line. Raises invalid-input. */
export function keyOf(record: string): Key {
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([^/\s]+)$/.exec(record) ?? [];
  return type && id ? { type, id } : raise('invalid-input', 'A record is named Type/id, as Patient/0198f3c2-….');
}

/** One JSON object of a file, its numbers' text kept. Raises file-not-found, file-unreadable, not-json. */
export async function readObject(world: World, path: string): Promise<JsonObject> {
  let content: string;
  try {
    content = path === '-' ? await text(world.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing
      ? raise('file-not-found', 'There is no such file.')
      : raise('file-unreadable', 'The file cannot be read.');
  }
  try {
    const value = parseJson(content.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : raise('not-json', 'The file holds no JSON object.');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return raise('not-json', 'The file is not JSON. Nothing was changed.');
  }
}
