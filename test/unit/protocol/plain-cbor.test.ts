import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromHex } from '../../../shared/base/bytes.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { isPlainCbor, MAX_NESTING } from '../../../shared/protocol/plain-cbor.ts';

const plain = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ maxLength: 300 }),
    fc.double({ noNaN: true }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 30 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 30 }),
  ),
})).any;

describe('plain CBOR', () => {
  it('is what we write, whole, and nothing shorter or longer', () => {
    fc.assert(
      fc.property(plain, fc.nat(), (value, cut) => {
        const bytes = encodeCbor(value);
        expect(isPlainCbor(bytes)).toBe(true);
        expect(isPlainCbor(bytes.subarray(0, cut % bytes.length))).toBe(false);
        expect(isPlainCbor(Uint8Array.from([...bytes, 0]))).toBe(false);
      }),
    );
  });

  it('has no tags, no indefinite lengths, no keys but text, no lengths beyond its end', () => {
    for (const hex of [
      'c074323031332d30332d32315432303a30343a30305a', // a date
      'd8698219e000816161', // defines a record type in the decoder
      'd9e00081f5', // uses one
      'd81c81d81d00', // a cycle
      '9f01ff',
      'bf616101ff',
      '5f4101ff',
      'a10102',
      'a1f6f6',
      '9affffffff',
      '5bffffffffffffffff',
      'bb0000000100000000',
      'f820',
      'e0',
      'fc',
      '',
    ]) {
      expect([hex, isPlainCbor(fromHex(hex))]).toEqual([hex, false]);
      expect(decodeCbor(z.unknown(), fromHex(hex))).toBeNull();
    }
  });

  it('is nested only so deep', () => {
    const nested = (depth: number) => Uint8Array.from([...new Array<number>(depth).fill(0x81), 0]);
    expect(isPlainCbor(nested(MAX_NESTING))).toBe(true);
    expect(isPlainCbor(nested(MAX_NESTING + 1))).toBe(false);
    expect(isPlainCbor(new Uint8Array(1_000_000).fill(0x81))).toBe(false);
  });
});
