/** The text of a table file, piece by piece: decompressed where it is gzip, decoded as it was found or chosen. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { raise } from '../../../../shared/base/result.ts';
import type { Encoding } from '../../../../shared/csv/mapping.ts';

const CHUNK = 256 * 1024;

/** Names of iconv-lite. It takes a byte-order mark off itself. */
const ICONV: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf16-le',
  'utf-16be': 'utf16-be',
  gb18030: 'gb18030',
};

/** A file by its path, or a text that stands in memory alone (of the repair list). */
export type TableSource = string | { readonly text: string };

/** Bytes of a file, decompressed where its content is gzip. `onRead` hears of bytes read from disk. Raises file-not-found, file-unreadable, truncated. */
export async function* tableBytes(
  path: TableSource,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  if (typeof path !== 'string') return yield Buffer.from(path.text);
  try {
    const zipped = await startsLikeGzip(path);
    const raw = createReadStream(path, { highWaterMark: CHUNK });
    raw.on('data', (chunk) => onRead(chunk.length));
    raw.pause();
    const plain = zipped ? createGunzip({ chunkSize: CHUNK }) : undefined;
    if (plain) raw.on('error', (error) => plain.destroy(error));
    try {
      yield* (plain ? raw.pipe(plain) : raw) as AsyncIterable<Buffer>;
    } finally {
      raw.destroy();
      plain?.destroy();
    }
  } catch (error) {
    throw readingError(error);
  }
}

/** Text of a file in this encoding. Raises as `tableBytes` does. */
export async function* tableText(
  path: TableSource,
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

async function startsLikeGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** What the file system or the decompression said, in words; anything else is a defect and goes on as it is. */
function readingError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  try {
    if (code === 'ENOENT') raise('file-not-found', 'There is no such file. Nothing was imported.');
    if (code === 'Z_BUF_ERROR')
      raise('truncated', 'The compressed file was cut off. What was complete before that was read; get it again.');
    if (code.startsWith('Z_'))
      raise('file-unreadable', 'The compressed file is damaged. Get it again from its sender.');
    if (/^E[A-Z]+$/.test(code)) raise('file-unreadable', `The file cannot be read (${code}).`);
  } catch (expected) {
    return expected;
  }
  return error;
}
