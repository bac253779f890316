/** Real data of other makers, where it is at hand: the folder XINGLIN_TEST_DATA, else ../shared/data. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = process.env.XINGLIN_TEST_DATA ?? resolve('..', 'shared', 'data');

/** The folder, or undefined where it is absent: such tests are then skipped, and say so by that. */
export const TEST_DATA = existsSync(folder) ? folder : undefined;

/** Lines of an NDJSON file, gzipped or not. */
export function readData(path: string): string[] {
  const bytes = readFileSync(join(folder, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}
