import { describe, expect, it } from 'vitest';
import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import { parsePath } from '../../../../electron/vault/analysis/views/path/parse.ts';
import { wordsOf } from '../../../../electron/vault/analysis/views/path/words.ts';
import { rowsOf, viewOf } from './support.ts';

const CONSTANTS = new Map([
  ['code', { type: 'code', value: '8480-6' }],
  ['day', { type: 'date', value: '2020-01-01' }],
  ['loinc', { type: 'uri', value: 'http://loinc.org' }],
]);
const wordsIn = (path: string) => wordsOf(parsePath(path), CONSTANTS);

describe('words that stand in every record for which a condition holds', () => {
  it.each([
    ["status = 'final'", 'final'],
    ["'final' = status", 'final'],
    ["code.coding.exists(system = 'http://loinc.org' and code = '85354-9')", '85354-9'],
    ['code.coding.where(system = %loinc and code = %code).exists()', '8480-6'],
    ["code.coding.where(code = 'a').first().display = 'b'", { every: ['a', 'b'] }],
    ["component.exists(code.coding.exists(code = 'a') and value.ofType(string) = 'b')", { every: ['a', 'b'] }],
    ["code.coding.code = 'a' or component.code.coding.exists(code = 'b')", { some: ['a', 'b'] }],
    ["code.coding[0].code = 'a'", 'a'],
    ["name.where(use = 'official')", 'official'],
    ["active and gender = 'female'", 'female'],
  ])('%s', (path, words) => {
    expect(wordsIn(path)).toEqual(words);
  });

  it.each([
    // true where the word is not there
    "status != 'final'",
    "(status = 'final').not()",
    "status = 'final' or active",
    "status = 'final' xor active",
    "status = 'final' implies active",
    "code.coding.where(code = 'a').empty()",
    "code.coding.where(code = 'a').count() = 0",
    "code.coding.all(code = 'a')",
    "iif(status = 'final', true, true)",
    // of a value that a function made
    "status.upper() = 'FINAL'",
    "status & 'x' = 'finalx'",
    "(status | 'a') = 'a'",
    "name.given.select(upper()).where($this = 'ANN').exists()",
    "getResourceKey() = 'a'",
    "subject.getReferenceKey(Patient) = 'a'",
    // alike, but not the same
    "status ~ 'Final'",
    'birthDate = @2020-01-01',
    'birthDate = %day',
    'multipleBirth.ofType(integer) = 3',
    // not as it is written in JSON, or more than a word to a pattern
    "name.family = 'O\\'Neill\"'",
    "name.family = 'a*'",
    "name.family = '王'",
    "code.coding.system = 'http://loinc.org'",
  ])('nothing of: %s', (path) => {
    expect(wordsIn(path)).toBeUndefined();
  });
});

describe('records without them', () => {
  const view = { ...viewOf('Patient', 'id'), where: [{ path: "name.exists(family = 'Li' or given = 'Li')" }] };

  it('are left out before they are parsed', () => {
    const { sql, params } = compileView(view);
    expect(sql).toContain('AND (record.json GLOB ? OR record.json GLOB ?) LIMIT -1 OFFSET 0) r');
    expect(params).toContain('*Li"*');
  });

  it('are those that have no row, and a word elsewhere makes none', () => {
    const patients = [{ name: [{ family: 'Li' }] }, { name: [{ given: ['Li'] }] }, { name: [{ text: 'Li' }] }, {}];
    const records = patients.map((one, n) => ({ resourceType: 'Patient', id: `p${n}`, ...one }));
    expect(rowsOf(view, records)).toEqual([{ v: 'p0' }, { v: 'p1' }]);
  });
});
