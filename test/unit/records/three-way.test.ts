import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineValues } from '../../../electron/vault/records/three-way.ts';
import { canonicalJson, type Json, parseJson } from '../../../shared/records/json.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const attachment = (text: string, more = {}) => ({
  content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: base64(text), ...more } }],
});

describe('combining what both sides changed', () => {
  it.each<[string, string, Json | undefined, Json[], Json | undefined]>([
    [
      'one side only',
      'x',
      { a: 1, b: 1 },
      [
        { a: 2, b: 1 },
        { a: 1, b: 1 },
      ],
      { a: 2, b: 1 },
    ],
    [
      'different members',
      'x',
      { a: 1, b: 1 },
      [
        { a: 2, b: 1 },
        { a: 1, b: 3 },
      ],
      { a: 2, b: 3 },
    ],
    [
      'deeper members',
      'x',
      { a: { b: 1, c: 1 } },
      [{ a: { b: 2, c: 1 } }, { a: { b: 1, c: 2 } }],
      { a: { b: 2, c: 2 } },
    ],
    ['a member taken away', 'x', { a: 1, b: 1 }, [{ b: 1 }, { a: 1, b: 2 }], { b: 2 }],
    ['a member taken away and changed', 'x', { a: 1 }, [{}, { a: 2 }], undefined],
    ['the same atom', 'x', { a: 1 }, [{ a: 2 }, { a: 3 }], undefined],
    [
      'three sides',
      'x',
      { a: 1, b: 1, c: 1 },
      [
        { a: 2, b: 1, c: 1 },
        { a: 1, b: 2, c: 1 },
        { a: 1, b: 1, c: 2 },
      ],
      { a: 2, b: 2, c: 2 },
    ],
    ['three sides, two of which contradict', 'x', { a: 1 }, [{ a: 2 }, { a: 3 }, { a: 1 }], undefined],
    ['without a base', 'x', undefined, [{ a: 1 }, { b: 2 }], { a: 1, b: 2 }],
    ['lists that both lengthened', 'x', { l: [1] }, [{ l: [1, 2] }, { l: [1, 3] }], { l: [1, 2, 3] }],
    ['a list that one shortened', 'x', { l: [1, 2] }, [{ l: [2] }, { l: [1, 2, 3] }], { l: [2, 3] }],
    [
      'lists of the same places',
      'x',
      { l: [{ a: 1 }, { b: 1 }] },
      [{ l: [{ a: 2 }, { b: 1 }] }, { l: [{ a: 1 }, { b: 2 }] }],
      { l: [{ a: 2 }, { b: 2 }] },
    ],
    ['one place, two values', 'x', { l: ['a'] }, [{ l: ['b'] }, { l: ['c'] }], undefined],
    [
      'prose',
      'conclusion',
      { conclusion: 'Well.' },
      [{ conclusion: 'Well. Eats.' }, { conclusion: 'Well. Sleeps.' }],
      { conclusion: 'Well. Eats.\nWell. Sleeps.' },
    ],
    [
      'prose that holds the other',
      'conclusion',
      { conclusion: 'a' },
      [{ conclusion: 'a b' }, { conclusion: 'a b c' }],
      { conclusion: 'a b c' },
    ],
    ['a note', 'note/1', { text: 'a' }, [{ text: 'b' }, { text: 'c' }], { text: 'b\nc' }],
    [
      'a name is no prose',
      'code',
      { code: { text: 'a' } },
      [{ code: { text: 'b' } }, { code: { text: 'c' } }],
      undefined,
    ],
    [
      'a dose is no prose',
      'medication',
      { dosageInstruction: [{ text: 'one' }] },
      [{ dosageInstruction: [{ text: 'two' }] }, { dosageInstruction: [{ text: 'three' }] }],
      undefined,
    ],
    [
      'a document’s text',
      'content',
      attachment('cough'),
      [attachment('cough, fever', { size: 12 }), attachment('cough 3 d')],
      attachment('cough, fever\ncough 3 d'),
    ],
    [
      'a picture',
      'content',
      { data: 'a', contentType: 'image/png' },
      [
        { data: 'b', contentType: 'image/png' },
        { data: 'c', contentType: 'image/png' },
      ],
      undefined,
    ],
  ])('%s', (_name, register, base, values, combined) => {
    expect(combineValues(base, values, register)).toEqual(combined);
  });

  it('keeps the text of numbers', () => {
    const [base, a, b] = ['{"x":1.0,"y":1}', '{"x":2.50,"y":1}', '{"x":1.0,"y":2}'].map((text) => parseJson(text));
    expect(canonicalJson(combineValues(base, [a as Json, b as Json], 'x'))).toBe('{"x":2.50,"y":2}');
  });

  const value = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(fc.nat(3), fc.array(fc.nat(3), { maxLength: 3 })),
  );

  it('is one side where the other changed nothing, and never says what nobody said', () => {
    fc.assert(
      fc.property(value, value, value, (base, a, b) => {
        expect(combineValues(base, [a, base], 'x')).toEqual(a);
        expect(combineValues(base, [base, a], 'x')).toEqual(a);
        const combined = combineValues(base, [a, b], 'x');
        if (combined === undefined) return;
        for (const [name, said] of Object.entries(combined as Record<string, Json>)) {
          const known = [a[name], b[name], base[name]].flat();
          for (const one of [said].flat()) expect(known).toContainEqual(one);
        }
      }),
      { seed: 7 },
    );
  });
});
