/**
 * Which encoding a table is written in: what its byte-order mark says; without one UTF-8 if all of it is valid UTF-8, else
 * GB18030, which Chinese programs for tables write (GB 18030-2022; it holds GBK and GB2312).
 */
import type { Encoding } from '../../../../shared/csv/mapping.ts';

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** So many bytes tell whether every second one is zero: UTF-16 without a mark. */
const HEAD = 4096;

/** The encoding that a byte-order mark at the head of the bytes names; undefined without one. */
function markOf(head: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte))?.[0];
}

export interface EncodingFinder {
  /** Takes the next bytes of the file. */
  look(chunk: Uint8Array): void;
  /** What it is, after all of the file was looked at. */
  found(): Encoding;
}

/** Finds the encoding of a file that goes by chunk by chunk. */
export function makeEncodingFinder(): EncodingFinder {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sure: Encoding | undefined;
  let valid = true;
  let begun = false;
  const decode = (chunk?: Uint8Array): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    look: (chunk) => {
      if (!begun && chunk.length > 0) {
        begun = true;
        sure = markOf(chunk) ?? unmarkedWide(chunk.subarray(0, HEAD));
      }
      if (sure === undefined && valid) decode(chunk);
    },
    found: () => {
      if (sure === undefined && valid) decode();
      return sure ?? (valid ? 'utf-8' : 'gb18030');
    },
  };
}

/** UTF-16 that begins with Latin letters or digits has a zero in every second byte there; no text in another encoding has any. */
function unmarkedWide(head: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}
