import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../electron/vault/quality/validation/json/reader.ts';
import { validateText } from '../../../../electron/vault/quality/validation/text.ts';
import { canonicalJson, type Json } from '../../../../shared/records/json.ts';

const found = (text: string) =>
  validateText(text, { level: 'import' }).map(({ expression, key, params }) => [
    expression,
    key,
    ...(params.line === undefined ? [] : [`${params.line}:${params.column}`]),
  ]);

describe('validateText', () => {
  it('finds nothing wrong with what is right', () => {
    expect(found('{"resourceType":"Patient","name":[{"given":["a","b"]}],"active":true}')).toEqual([]);
    expect(found('\uFEFF{ "resourceType" : "Patient" }\n')).toEqual([]);
  });

  it.each<[string, string, string[][]]>([
    ['a comment', '{"resourceType":"Patient", // x\n"active":true}', [['Patient', 'json-comment', '1:28']]],
    ['a block comment', '{"resourceType":"Patient"/* x */}', [['Patient', 'json-comment', '1:26']]],
    ['a comma too many in an object', '{"resourceType":"Patient",}', [['Patient', 'json-comma', '1:27']]],
    [
      'a comma too many in a list',
      '{"resourceType":"Patient","name":[{"given":["a",]}]}',
      [['Patient.name[0].given', 'json-comma', '1:49']],
    ],
    ['a comma too few', '{"resourceType":"Patient"\n"active":true}', [['Patient', 'json-no-comma', '2:1']]],
    [
      'a name twice',
      '{"resourceType":"Patient","name":[{"text":"a","text":"b"}]}',
      [['Patient.name[0].text', 'json-twice', '1:53']],
    ],
    ['a wrong bracket', '{"resourceType":"Patient","name":[{"text":"a"}}', [['Patient.name', 'json-broken', '1:47']]],
    ['more after its end', '{"resourceType":"Patient"}}', [['Patient', 'json-broken', '1:27']]],
    ['an end in the middle', '{"resourceType":"Patient","name":[{"te', [['Patient.name[0]', 'json-ends', '1:39']]],
    ['single quotes', "{'resourceType':'Patient'}", [['Resource', 'json-quotes', '1:2']]],
    ['no quotes', '{"resourceType":"Patient","gender":male}', [['Patient.gender', 'json-quotes', '1:36']]],
    [
      'a bare line break',
      '{"resourceType":"Patient","language":"d\ne"}',
      [
        ['Patient.language', 'json-control', '1:40'],
        ['Patient.language', 'bad-language'],
      ],
    ],
    ['a number with a plus', '{"resourceType":"Patient","x":+1}', [['Patient.x', 'json-number', '1:31']]],
    ['a number with leading zeros', '{"resourceType":"Patient","x":01}', [['Patient.x', 'json-number', '1:31']]],
    ['a list', '[{"resourceType":"Patient"}]', [['Patient', 'not-an-object']]],
    ['nothing', '', [['Resource', 'json-ends', '1:1']]],
    [
      'a well of lists',
      `{"resourceType":"Patient","x":${'['.repeat(5000)}`,
      [[`Patient.x${'[0]'.repeat(200)}`, 'json-deep', '1:231']],
    ],
  ])('tells %s', (_what, text, findings) => {
    expect(found(text)).toEqual(findings);
  });
});

it('doubts amounts whose digits are kept as they were written', () => {
  const dose = (value: string): string =>
    `{"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":"x"},"subject":{"display":"x"},"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":${value}}}]}]}`;
  const keys = (text: string) => validateText(text, { level: 'import', today: '2024-01-01' }).map(({ key }) => key);
  expect(keys(dose('1.0'))).toEqual([]);
  expect(keys(dose('0.0'))).toEqual(['amount-not-positive']);
});

describe('readJson', () => {
  it('keeps numbers as they were written, and reads what JSON.parse reads', () => {
    const text = '{"a":[1,20.00,-0.5,1e3,true,null,"\\u4e2d\\n"],"__proto__":{"b":{}},"":[]}';
    const { value, faults } = readJson(text);
    expect(faults).toEqual([]);
    expect(canonicalJson(value as Json)).toBe('{"":[],"__proto__":{"b":{}},"a":[1,20.00,-0.5,1e3,true,null,"中\\n"]}');
  });

  it('gives up on a text that is faults all over', () => {
    expect(readJson(`[1${','.repeat(100_000)}`).faults).toHaveLength(50);
  });
});
