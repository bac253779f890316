/** The text of a table file, piece by piece: decompressed where it is gzip, decoded as it was found or chosen. */
import { raise } from '../../../../shared/base/result.ts';
import type { Encoding } from '../../../../shared/csv/mapping.ts';
import { type FileSource, fileBytes, readingTrouble } from '../bytes.ts';

/** Names of iconv-lite. It takes a byte-order mark off itself. */
const ICONV: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf16-le',
  'utf-16be': 'utf16-be',
  gb18030: 'gb18030',
};

/** Bytes of a file, decompressed where its content is gzip. `onRead` hears of bytes read from disk. Raises file-not-found, file-unreadable, truncated. */
export async function* tableBytes(source: FileSource, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    yield* fileBytes(source, onRead);
  } catch (error) {
    const why = readingTrouble(error);
    if (!why) throw error;
    raise(why.code, why.message);
  }
}

/** Text of a file in this encoding. Raises as `tableBytes` does. */
export async function* tableText(
  path: FileSource,
  encoding: Encoding,
  onRead?: (bytes: number) => void,
): AsyncGenerator<string> {
  // half a megabyte of tables that only an import of a table needs
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(ICONV[encoding], { stripBOM: true });
  for await (const bytes of tableBytes(path, onRead)) {
    const text = decoder.write(bytes);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
