import { describe, expect, it } from 'vitest';
import { isDeep, isElement, isLawfulWrite, lawfulResource } from '../../../shared/merge/valid.ts';

describe('a lawful resource', () => {
  const lawful = (text: string) => lawfulResource('Patient', 'p', text);
  it('is canonical JSON of its type and id', () => {
    expect(lawful('{"gender":"male","id":"p","resourceType":"Patient"}')).toEqual({
      gender: 'male',
      id: 'p',
      resourceType: 'Patient',
    });
    for (const text of [
      '',
      'x',
      'null',
      '[]',
      '"p"',
      '{"id":"p"}',
      '{"id":"q","resourceType":"Patient"}',
      '{"id":"p","resourceType":"Observation"}',
      '{"resourceType":"Patient","id":"p"}',
      '{"id":"p","resourceType":"Patient"} ',
      '{"id":"p","id":"p","resourceType":"Patient"}',
      '{"$life":{"deleted":true,"seen":[]},"id":"p","resourceType":"Patient"}',
      '{"a/b":1,"id":"p","resourceType":"Patient"}',
      '{"constructor":1,"id":"p","resourceType":"Patient"}',
    ])
      expect(lawful(text), text).toBeNull();
  });
});

describe('a lawful write', () => {
  it.each([
    ['gender', '{"gender":"male"}'],
    ['gender', '{"_gender":{"id":"x"},"gender":"male"}'],
    ['deceased', '{"deceasedBoolean":true}'],
    ['gender', null],
    ['telecom/x', '{"value":"1"}'],
    ['telecom/x', '"1"'],
    ['telecom/x/y', '"1"'],
    ['telecom/x', null],
    ['telecom', '{"telecom":"1"}'],
    ['telecom', '{"telecom":[]}'],
    ['unheard', '{"unheard":[1]}'],
    ['unheard', '{"_unheard":[1],"unheard":[1]}'],
  ])('writes %s as %s', (register, value) => {
    expect(isLawfulWrite('Patient', register, value)).toBe(true);
  });

  it.each([
    ['gender', 'not json'],
    ['gender', '"male"'],
    ['gender', '["male"]'],
    ['gender', 'null'],
    ['gender', `{"gender":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['gender', '{}'],
    ['gender', '{"birthDate":"1980"}'],
    ['gender', '{"birthDate":"1980","gender":"male"}'],
    ['gender', '{ "gender":"male"}'],
    ['gender', '{"gender":"male","gender":"male"}'],
    ['deceasedBoolean', '{"deceasedBoolean":true}'],
    ['id', '{"id":"x"}'],
    ['resourceType', '{"resourceType":"Observation"}'],
    ['gender/x', '"male"'],
    ['telecom', '{"telecom":[1]}'],
    ['telecom', '{"_telecom":[null],"telecom":[1]}'],
    ['telecom/x', '{"value": "1"}'],
    ['__proto__', null],
    ['constructor', null],
    ['toString/x', null],
    ['\ud800', null],
    ['telecom/\udc00', null],
  ])('never writes %s as %s', (register, value) => {
    expect(isLawfulWrite('Patient', register, value)).toBe(false);
  });
});

describe('names and depth', () => {
  it('are those of elements', () => {
    expect(['gender', '_gender', 'a$'].every(isElement)).toBe(true);
    expect(['$life', '$', 'a/b', '/', 'hasOwnProperty', '__proto__'].some(isElement)).toBe(false);
  });

  it('counts what is open at once, and nothing inside a string', () => {
    const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);
    expect(isDeep(nested(100))).toBe(false);
    expect(isDeep(nested(101))).toBe(true);
    expect(isDeep(nested(101, '{"a":', '}'))).toBe(true);
    expect(isDeep(`${nested(60)}${nested(60)}`)).toBe(false);
    expect(isDeep(`${'{}'.repeat(200)}`)).toBe(false);
    expect(isDeep(`"${'['.repeat(200)}"`)).toBe(false);
    expect(isDeep(`"\\"${'['.repeat(200)}"`)).toBe(false);
    expect(isDeep(`"\\\\"${'['.repeat(200)}`)).toBe(true);
    expect(isDeep(`"a"${'['.repeat(101)}`)).toBe(true);
    expect(isDeep(`${'['.repeat(100)}"]"[`)).toBe(true);
    expect(isDeep(`\\"${'['.repeat(101)}"`)).toBe(false);
  });
});
