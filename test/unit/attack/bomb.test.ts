import { describe, expect, it } from 'vitest';
import { isPlainCbor, MAX_ITEMS } from '../../../shared/protocol/plain-cbor.ts';

/** Lists of empty lists: some sixty bytes of memory for each byte, which a hundred bytes on the wire unpack to. */
function lists(count: number): Uint8Array {
  const bytes = new Uint8Array(5 + count).fill(0x80);
  new DataView(bytes.buffer).setUint32(1, count);
  bytes[0] = 0x9a;
  return bytes;
}

describe('a message of very many items', () => {
  it('is refused before it takes the memory that they would need', () => {
    expect(isPlainCbor(lists(MAX_ITEMS - 1))).toBe(true);
    expect(isPlainCbor(lists(MAX_ITEMS))).toBe(false);
  });
});
