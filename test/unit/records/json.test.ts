import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json, parseJson } from '../../../shared/records/json.ts';

/** The same by the plainest means: keys sorted, numbers' text taken by the reviver. */
function plainly(text: string): string {
  const revive = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? JSON.rawJSON(context.source) : value;
  const print = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (JSON.isRawJSON(value)) return value.rawJSON;
    if (Array.isArray(value)) return `[${value.map(print).join(',')}]`;
    const members = value as Record<string, unknown>;
    const keys = Object.keys(members).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${print(members[key])}`).join(',')}}`;
  };
  return print(JSON.parse(text, revive));
}

const number = fc.oneof(
  fc.constantFrom(
    '20.00',
    '0.0',
    '-0',
    '0',
    '1e3',
    '1E+2',
    '-1.50e-7',
    '10',
    '100',
    '12345678901234567890',
    '139.9996742575894',
    '0.10',
    '3.',
    '1.2',
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'a: 1.50',
    ',2.0]',
    '[1.0,',
    '": 1.0 ,',
    '\uE000',
    '\uE0001.0',
    '\\ue000',
    '\\',
    '"',
    ': 1e5}',
    '\uD800',
  ),
);
const space = fc.constantFrom('', ' ', '\n\t');
/** Names of members. Without backslashes: JSON.parse of V8 13.6 has been seen to take one escaped name for another. */
const name = fc
  .oneof(fc.constantFrom('b', 'a', '10', '9', '_a', '__proto__', ''), text)
  .filter((one) => !one.includes('\\'));
/** JSON texts of all sorts, valid but for the odd number. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    number,
    text.map((one) => JSON.stringify(one)),
    text.map((one) => `"${one.replace(/["\\]|\p{Cc}/gu, '')}"`),
    fc.constantFrom('true', 'false', 'null'),
    fc
      .tuple(space, fc.array(tie('value'), { maxLength: 4 }))
      .map(([gap, all]) => `[${gap}${all.join(`${gap},${gap}`)}${gap}]`),
    fc
      .tuple(
        space,
        fc.uniqueArray(fc.tuple(name, tie('value')), {
          maxLength: 5,
          selector: ([key]) => key,
        }),
      )
      .map(
        ([gap, all]) =>
          `{${all.map(([key, one]) => `${gap}${JSON.stringify(key)}${gap}:${gap}${one}`).join(',')}${gap}}`,
      ),
  ),
})).value;

describe('JSON of records', () => {
  it('keeps every number, name and text, whatever they look like', () => {
    fc.assert(
      fc.property(json, (source) => {
        let expected: string | undefined;
        try {
          expected = plainly(source);
        } catch {
          expect(() => parseJson(source)).toThrow(SyntaxError);
          return;
        }
        const value = parseJson(source);
        expect(canonicalJson(value)).toBe(expected);
        expect(canonicalJson(parseJson(expected))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives plain numbers where JavaScript prints them alike', () => {
    expect(parseJson('[1,2.5,139.9996742575894,0,100]')).toEqual([1, 2.5, 139.9996742575894, 0, 100]);
    expect(parseJson('7')).toBe(7);
    expect(canonicalJson(parseJson('7.0'))).toBe('7.0');
  });

  it('does not change what it prints, and leaves undefined members out', () => {
    const value = { b: 1, a: [{ d: undefined, c: 2 }] } as unknown as Json;
    expect(canonicalJson(value)).toBe('{"a":[{"c":2}],"b":1}');
    expect(Object.keys(value as object)).toEqual(['b', 'a']);
    expect(canonicalJson(undefined)).toBe('null');
  });
});
