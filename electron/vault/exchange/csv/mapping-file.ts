/** A mapping of tables in a file (docs/csv.md). */
import { readFile } from 'node:fs/promises';
import { raise } from '../../../../shared/base/result.ts';
import { Mapping } from '../../../../shared/csv/mapping.ts';

/** The mapping in a file. Raises file-not-found, csv-mapping with where it goes wrong. */
export async function readMapping(path: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    raise('file-not-found', 'There is no such mapping file. Nothing was changed.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    raise('csv-mapping', 'The mapping is not JSON. Nothing was changed.');
  }
  const parsed = Mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return raise(
    'csv-mapping',
    `The mapping cannot be used. ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''} Nothing was changed.`,
  );
}
