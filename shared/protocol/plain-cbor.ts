/**
 * Checks that bytes are one item of plain CBOR before they reach the general decoder: no tags (the decoder gives them
 * meanings that nobody here uses, and some define record types that outlive the message), no indefinite lengths, text
 * keys only, bounded nesting and number, nothing behind the item. Lengths are only followed, nothing is allocated.
 */
export const MAX_NESTING = 128;
/** Items of one message, far above what the largest import batch has: each takes many times its byte once it is decoded. */
export const MAX_ITEMS = 4_000_000;

const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const SIMPLE = 7;

/** Whether `bytes` are exactly one well-formed item of plain CBOR (RFC 8949 without tags and indefinite lengths). */
export function isPlainCbor(bytes: Uint8Array): boolean {
  return afterItem(bytes, 0, 0, { items: MAX_ITEMS }) === bytes.length;
}

/** The offset behind the item at `at`; -1 if there is none that is plain and complete. */
function afterItem(bytes: Uint8Array, at: number, depth: number, left: { items: number }): number {
  const initial = bytes[at];
  if (initial === undefined || depth > MAX_NESTING || --left.items < 0) return -1;
  const major = initial >> 5;
  const info = initial & 31;
  if (info > 27) return -1;
  const width = info < 24 ? 0 : 1 << (info - 24);
  const body = at + 1 + width;
  if (body > bytes.length) return -1;
  if (major === UNSIGNED || major === NEGATIVE) return body;
  if (major === SIMPLE) return info === 24 || info < 20 ? -1 : body; // false, true, null, undefined, floats
  const count = width === 0 ? info : unsigned(bytes, at + 1, width);
  if (count > bytes.length - body) return -1; // every element takes at least a byte
  if (major === BYTES || major === TEXT) return body + count;
  if (major !== ARRAY && major !== MAP) return -1;
  let next = body;
  for (let i = 0; i < count; i++) {
    if (major === MAP) {
      if (next >= bytes.length || (bytes[next] as number) >> 5 !== TEXT) return -1;
      next = afterItem(bytes, next, depth + 1, left);
      if (next < 0) return -1;
    }
    next = afterItem(bytes, next, depth + 1, left);
    if (next < 0) return -1;
  }
  return next;
}

function unsigned(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 256 + (bytes[i] as number);
  return value;
}
