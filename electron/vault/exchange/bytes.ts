/** The bytes of a file that is imported, decompressed where it is gzip, and in words why there are none. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { ErrorCode } from '../../../shared/base/errors.ts';

const CHUNK = 256 * 1024;

/** A file by its path, or a text that stands in memory alone (of the repair list). */
export type FileSource = string | { readonly text: string };

/** Bytes of a file, decompressed where its content is gzip. `onRead` hears of bytes read from disk. Throws what the system says. */
export async function* fileBytes(
  source: FileSource,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  if (typeof source !== 'string') return yield Buffer.from(source.text);
  const zipped = await startsLikeGzip(source);
  const raw = createReadStream(source, { highWaterMark: CHUNK });
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

/** What the file system or the decompression said, in words; undefined for anything else, which is a defect. */
export function readingTrouble(error: unknown): { readonly code: ErrorCode; readonly message: string } | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return { code: 'file-not-found', message: 'There is no such file.' };
  if (code === 'Z_BUF_ERROR')
    return {
      code: 'truncated',
      message: 'The compressed file was cut off. What was complete before that was read; get it again.',
    };
  if (code.startsWith('Z_'))
    return { code: 'file-unreadable', message: 'The compressed file is damaged. Get it again from its sender.' };
  if (/^E[A-Z]+$/.test(code)) return { code: 'file-unreadable', message: `The file cannot be read (${code}).` };
  return undefined;
}
