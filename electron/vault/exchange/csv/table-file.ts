/** Writes a table for people into a file of a folder, page by page. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import { makeOutput } from '../fhir/output.ts';
import { BYTE_ORDER_MARK, csvText } from './write.ts';

export interface Table {
  readonly head: readonly string[];
  readonly pages: Iterable<string[][]> | AsyncIterable<string[][]>;
}

export interface Progress {
  readonly signal: AbortSignal;
  /** Rows written so far. */
  onProgress(done: number): void;
}

/** @param out folder; the file is there when all of it is. Raises already-exists, file-unwritable, disk-full, cancelled. */
export async function writeTable(
  out: string,
  name: string,
  { head, pages }: Table,
  { signal, onProgress }: Progress,
): Promise<{ file: string; rows: number }> {
  const output = await makeOutput(out, [name]);
  let rows = 0;
  try {
    await output.write(name, BYTE_ORDER_MARK + csvText([head]));
    for await (const page of pages) {
      if (signal.aborted) raise('cancelled', 'The export was cancelled; no file was written.');
      if (page.length > 0) await output.write(name, csvText(page));
      rows += page.length;
      onProgress(rows);
      await breathe();
    }
    const [file = ''] = await output.finish();
    return { file, rows };
  } finally {
    await output.discard();
  }
}
