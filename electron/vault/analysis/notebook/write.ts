/** A result as a file of a folder. */
import { makeOutput } from '../../exchange/fhir/output.ts';

export const FILE_ENDINGS = { csv: 'csv', ndjson: 'ndjson', parquet: 'parquet' } as const;

/** Writes what `make` gives, piece by piece; the file has its name when it is whole. Raises already-exists, file-unwritable, disk-full. */
export async function writeResult(
  folder: string,
  name: string,
  onRows: (rows: number) => void,
  make: (write: (bytes: Uint8Array, rows: number) => Promise<void>) => Promise<{ rows: number }>,
): Promise<{ file: string; rows: number }> {
  const file = safeName(name);
  const output = await makeOutput(folder, [file]);
  try {
    await output.write(file, ''); // where there are no rows it is an empty file
    const { rows } = await make(async (bytes, done) => {
      await output.write(file, bytes);
      onRows(done);
    });
    const [path = ''] = await output.finish();
    return { file: path, rows };
  } finally {
    await output.discard();
  }
}

/** A name that every file system takes, and that leads nowhere else. */
function safeName(name: string): string {
  return (
    name
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
      .replace(/^\.+/, '')
      .trim() || 'result'
  );
}
